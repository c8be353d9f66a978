import { join } from "node:path";
import { Annotations, TerraformStack, Token } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import type { Construct } from "constructs";
import type { DataConnectProductConfig } from "../bindings/data-connect-product";
import {
  ConnectProvider as ConnectProviderBinding,
  type ConnectProviderConfig as ConnectProviderBlock,
} from "../bindings/provider";
import { installProvider } from "../mirror/install";
import { variableName } from "../platforms/configuration";
import { platforms } from "../platforms/list";
import type { Attribute } from "../schema/attribute";
import { version } from "../version";
import { checkScope } from "./check-scope";
import { hclArguments } from "./hcl";
import { announceProvider, isFirst } from "./provider-block";
import { placeRecord } from "./stack-record";

/** The provider block, and the default of `onDrift` for the data sources that use it. */
export interface ConnectProviderConfig extends ConnectProviderBlock {
  /**
   * What to do if a value that the program read with `atSynth` has changed at plan time: `warning` (default) only warns, `error`
   * fails the plan. The `onDrift` of a data source takes precedence.
   */
  readonly onDrift?: DataConnectProductConfig["onDrift"];
}

/**
 * The provider of a stack: which platform to read from, and how.
 *
 * At synth it installs the provider in the directory of the stack's configuration, so that `terraform init`, `tofu init` and
 * `cdktf deploy` work offline and without CLI configuration.
 *
 * @throws Error at synth if the provider cannot be written there
 * @example
 * new ConnectProvider(stack, "connect", { enos: { endpoint: "apim-ppe1.envisioniot.com", orgId: "o15000000000001" } });
 */
export class ConnectProvider extends ConnectProviderBinding {
  /** see `ConnectProviderConfig.onDrift` */
  readonly onDrift: ConnectProviderConfig["onDrift"];

  constructor(scope: Construct, id: string, config: ConnectProviderConfig = {}) {
    super(checkScope(scope, "ConnectProvider"), id, config);
    this.onDrift = config.onDrift;
    this.warnOfLiteralSecrets(config);
    announceProvider(this);
    addCustomSynthesis(this, {
      onSynthesize: ({ outdir, manifest }) => {
        const stack = TerraformStack.of(this);
        const directory = join(outdir, manifest.forStack(stack).workingDirectory);
        install(directory);
        if (isFirst(this)) placeRecord(stack, directory);
      },
    });
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.synthesizeAttributes());
  }

  /** A literal is written to cdk.tf.json. */
  private warnOfLiteralSecrets(config: ConnectProviderConfig): void {
    for (const platform of platforms) {
      const block = config[platform.name as keyof ConnectProviderBlock] as Record<string, unknown> | undefined;
      for (const [name, { sensitive }] of Object.entries<Attribute<unknown>>(platform.settings)) {
        const value = block?.[name];
        if (!sensitive || typeof value !== "string" || Token.isUnresolved(value)) continue;
        Annotations.of(this).addWarning(
          `${platform.name}.${name} is a literal and will be readable in cdk.tf.json. ` +
            `Remove it and set ${variableName(platform, name)} where Terraform runs, or pass a sensitive TerraformVariable.`,
        );
      }
    }
  }
}

function install(directory: string): void {
  try {
    installProvider(directory, { constraints: version });
  } catch (error) {
    // A plain error, because Node prints the members of a file system error below its text.
    throw new Error(`The provider cannot be installed in ${directory}: ${(error as Error).message}`);
  }
}
