# Written by hand: what the generated files beside it need.
terraform {
  required_providers {
    connect = {
      source = "connect.internal/iot/connect"
    }
  }
}

output "models_as_written_down" {
  value = { for key, product in var.connect_products : key => product.model_id }
}

output "models_now" {
  value = { for key, product in local.connect_products : key => product.model_id }
}
