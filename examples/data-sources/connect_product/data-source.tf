data "connect_product" "meter" {
  product_key = "8f7KmDED"

  # What this configuration relies on. The plan fails once the platform says otherwise.
  expect = {
    product_type = "Device"
    model_id     = "smart_meter_v2"
  }
}

# A certificate may be valid for as many days as the product allows.
output "certificate_days" {
  value = data.connect_product.meter.max_valid_day
}

output "is_gateway" {
  value = data.connect_product.meter.product_type == "Gateway"
}
