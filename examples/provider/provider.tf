terraform {
  required_providers {
    connect = {
      source = "connect.internal/iot/connect"
    }
  }
}

# The keys come from the environment: CONNECT_ENOS_ACCESS_KEY and CONNECT_ENOS_SECRET_KEY.
provider "connect" {
  enos = {
    endpoint = var.endpoint
    org_id   = var.org_id
  }
}

variable "endpoint" {
  description = "Address of the EnOS API gateway."
  type        = string
}

variable "org_id" {
  description = "Organization (OU) to read from."
  type        = string
}
