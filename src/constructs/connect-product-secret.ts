import { Annotations, ref, Token } from "cdktf";
import type { Construct } from "constructs";
import {
  EphemeralConnectProductSecret,
  type EphemeralConnectProductSecretConfig,
} from "../bindings/ephemeral-connect-product-secret";
import { checkScope } from "./check-scope";
import { ensureProvider } from "./ensure-provider";

/**
 * The secret of one product, while a Terraform command runs (Terraform ≥ 1.10, OpenTofu ≥ 1.11). Use its attributes only where
 * Terraform stores nothing: provider configuration, write-only arguments, provisioners.
 *
 * @throws Error if the stack is synthesized to HCL, which has no ephemeral resources in these libraries
 * @example
 * const secret = new ConnectProductSecret(stack, "secret", { productKey: "8f7KmDED" });
 * const provisioner = { type: "local-exec", command: "./flash", environment: { SECRET: secret.productSecret } } as const;
 * new TerraformResource(stack, "flash", { terraformResourceType: "terraform_data", provisioners: [provisioner] });
 */
// CDKTF has no ephemeral resources, and CDK Terrain only from 0.24 on: both treat this as a data source, with another block name.
export class ConnectProductSecret extends EphemeralConnectProductSecret {
  constructor(scope: Construct, id: string, config: EphemeralConnectProductSecretConfig) {
    super(checkScope(scope, "ConnectProductSecret"), id, config);
    ensureProvider(this);
    const { privateKey } = config.decrypt ?? {};
    if (privateKey !== undefined && !Token.isUnresolved(privateKey))
      Annotations.of(this).addWarning(
        "decrypt.privateKey is a literal and will be readable in cdk.tf.json. Use privateKeyFile instead.",
      );
  }

  get fqn(): string {
    return Token.asString(ref(this.address, this.cdktfStack));
  }

  interpolationForAttribute(attribute: string) {
    return ref(`${this.address}${this.forEach ? ".*" : ""}.${attribute}`, this.cdktfStack);
  }

  toTerraform() {
    return { ephemeral: super.toTerraform().data };
  }

  /** The HCL writers of CDKTF, and of CDK Terrain before 0.24, silently leave out unknown blocks. */
  toHclTerraform(): never {
    throw new Error(
      `${this.node.path}: ephemeral resources cannot be synthesized to HCL. Synthesize to JSON (without --hcl).`,
    );
  }

  private get address(): string {
    return `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }
}
