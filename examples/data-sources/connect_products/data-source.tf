# All gateways with this text in their name, in any script.
data "connect_products" "gateways" {
  where = {
    product_type  = "Gateway"
    name_contains = "网关"
  }
}

# The answer is a map by product key, ready for for_each.
resource "terraform_data" "gateway" {
  for_each = data.connect_products.gateways.products

  input = {
    name  = each.value.product_name
    model = each.value.model_id
  }
}

# EnOS search text, passed on as it is.
data "connect_products" "by_expression" {
  expression = "productName.en_US like \"meter\" and exists(productTags.site)"
}

output "gateway_keys" {
  value = data.connect_products.gateways.product_keys
}
