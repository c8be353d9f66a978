# Needs Terraform 1.10 or OpenTofu 1.11. To try it on the emulator:
# npx cdktf-connect emulate --rsa-key service-account.pem -- terraform apply
ephemeral "connect_product_secret" "meter" {
  product_key = "8f7KmDED"

  # Only for platforms that encrypt (EnOS with API v2.4). No public document
  # states EnOS's scheme: this is the one of the emulator in cdktf-connect.
  # Ask the platform's operator for yours.
  decrypt = {
    private_key_file = "${path.module}/service-account.pem"
    rsa_padding      = "oaep_sha256"
    cipher           = "aes-256-cbc"
    iv               = "prefix"
  }
}

# A secret may go where Terraform keeps nothing: into a provisioner, as here,
# into the configuration of a provider, and into write-only arguments.
resource "terraform_data" "firmware" {
  triggers_replace = "8f7KmDED"

  provisioner "local-exec" {
    command = "sh ./build-firmware.sh"

    environment = {
      PRODUCT_SECRET = ephemeral.connect_product_secret.meter.product_secret
    }
  }
}
