data "connect_product" "meter" {
  product_key = "8f7KmDED"
}

# A certificate may be asked for as many days as the product allows.
output "certificate_days" {
  value = data.connect_product.meter.max_valid_day
}

output "is_gateway" {
  value = data.connect_product.meter.product_type == "Gateway"
}
