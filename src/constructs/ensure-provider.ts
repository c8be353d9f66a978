import { Aspects, TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { platformsNamedBy } from "../platforms/configuration";
import { platforms } from "../platforms/list";
import { ConnectProvider } from "./connect-provider";
import { warnOfSpoiledTokens } from "./spoiled-tokens";

/** An id that authors do not use; Terraform never gets it. */
const ID = "connect-provider-from-environment";

const ensured = new WeakSet<TerraformStack>();

/**
 * Looks after the stack of a construct at synth: adds a provider if the author wrote none and the environment names a platform, and
 * warns of tokens that were calculated with. At synth, because the author may write more after the construct.
 */
export function ensureProvider(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (ensured.has(stack)) return;
  ensured.add(stack);
  Aspects.of(stack).add({
    visit: (node) => {
      warnOfSpoiledTokens(node);
      if (node !== stack || platformsNamedBy(process.env, platforms).length === 0) return;
      const isOurs = (child: IConstruct) =>
        TerraformProvider.isTerraformProvider(child) &&
        child.terraformGeneratorMetadata?.providerName === "connect" &&
        TerraformStack.of(child) === stack;
      if (!stack.node.findAll().some(isOurs)) new ConnectProvider(stack, ID);
    },
  });
}
