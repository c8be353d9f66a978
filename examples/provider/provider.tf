terraform {
  required_providers {
    connect = {
      source = "connect.internal/iot/connect"
    }
  }
}

provider "connect" {
  # Every argument may come from the environment, such as CONNECT_ENOS_ENDPOINT; the keys always should.
  # enos = { endpoint = "https://apim.example.com", org_id = "o15000000000001" }
}
