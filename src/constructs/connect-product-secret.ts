import { Annotations, ref, Token } from "cdktf";
import type { Construct } from "constructs";
import {
  EphemeralConnectProductSecret,
  type EphemeralConnectProductSecretConfig,
} from "../bindings/ephemeral-connect-product-secret";
import { checkScope } from "./check-scope";
import { ensureProvider } from "./ensure-provider";

/**
 * The secret of one product, for the length of one Terraform command (Terraform ≥ 1.10, OpenTofu ≥ 1.11). Its attributes can be
 * used where Terraform keeps nothing: provider configuration, write-only arguments, provisioners.
 *
 * CDKTF knows no ephemeral resources, and CDK Terrain only from 0.24 on. To both this is a data source that is written down under
 * another name.
 */
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

  /** An HCL writer leaves out blocks it does not know, without a word: CDKTF's, and CDK Terrain's before 0.24. */
  toHclTerraform(): never {
    throw new Error(
      `${this.node.path}: ephemeral resources cannot be synthesized to HCL. Synthesize to JSON (without --hcl).`,
    );
  }

  private get address(): string {
    return `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }
}
