import { join } from "node:path";
import { Annotations, TerraformStack, Token } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import type { Construct } from "constructs";
import {
  ConnectProvider as ConnectProviderBinding,
  type ConnectProviderConfig as ConnectProviderBlock,
} from "../bindings/provider";
import { placeProvider } from "../mirror/place";
import { variableName } from "../platforms/configuration";
import { platforms } from "../platforms/list";
import type { Attribute } from "../schema/attribute";
import { version } from "../version";
import { checkScope } from "./check-scope";
import { hclArguments } from "./hcl";
import { announceProvider } from "./provider-block";

/** The provider block, and what is decided for all data sources that read with it. */
export interface ConnectProviderConfig extends ConnectProviderBlock {
  /**
   * What it is when a value the program read through `atSynth` is another one at plan time: a `warning` (default), or an `error`
   * that stops the plan. A data source's own `onDrift` comes first.
   */
  readonly onDrift?: "error" | "warning";
}

/**
 * The provider of a stack: which platform to read from, and how.
 *
 * At synth it puts the provider itself beside the stack's configuration, so that plain `terraform init`, `cdktf deploy` and
 * their OpenTofu twins work offline and without CLI configuration.
 */
export class ConnectProvider extends ConnectProviderBinding {
  /** see `ConnectProviderConfig.onDrift` */
  readonly onDrift: "error" | "warning" | undefined;

  constructor(scope: Construct, id: string, config: ConnectProviderConfig = {}) {
    super(checkScope(scope, "ConnectProvider"), id, config);
    this.onDrift = config.onDrift;
    this.warnOfLiteralSecrets(config);
    announceProvider(this);
    addCustomSynthesis(this, {
      onSynthesize: ({ outdir, manifest }) =>
        place(join(outdir, manifest.forStack(TerraformStack.of(this)).workingDirectory)),
    });
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.synthesizeAttributes());
  }

  /** A literal ends in cdk.tf.json, where nobody expects a secret. */
  private warnOfLiteralSecrets(config: ConnectProviderConfig): void {
    for (const platform of platforms) {
      const block = config[platform.name as keyof ConnectProviderBlock] as Record<string, unknown> | undefined;
      for (const [name, { sensitive }] of Object.entries<Attribute<unknown>>(platform.settings)) {
        const value = block?.[name];
        if (!sensitive || typeof value !== "string" || Token.isUnresolved(value)) continue;
        Annotations.of(this).addWarning(
          `${platform.name}.${name} is a literal and will be readable in cdk.tf.json. ` +
            `Leave it out and set ${variableName(platform, name)} where Terraform runs, or pass a sensitive TerraformVariable.`,
        );
      }
    }
  }
}

function place(directory: string): void {
  try {
    placeProvider(directory, version);
  } catch (error) {
    // What the file system throws has members that Node prints below its text, which says all of it.
    throw new Error(`The provider cannot be placed in ${directory}: ${(error as Error).message}`);
  }
}
