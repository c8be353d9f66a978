import { type TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { connectionAttributes } from "../platforms/connection";
import { platforms } from "../platforms/list";
import type { Attribute } from "../schema/attribute";
import { Problem } from "../schema/problem";
import type { BlockAtSynth } from "../synth/look-up";
import { refuseTokens, tokensIn } from "./literal";

/** The providers of each stack: a search of all constructs at every look-up would be slow. */
const providers = new WeakMap<TerraformStack, TerraformProvider[]>();

/** Registers a provider for the look-ups of its stack. */
export function announceProvider(provider: TerraformProvider): void {
  const stack = TerraformStack.of(provider);
  providers.set(stack, [...(providers.get(stack) ?? []), provider]);
}

/** Whether it is the one of its stack that does what is done once for each stack. */
export const isFirst = (provider: TerraformProvider): boolean =>
  providers.get(TerraformStack.of(provider))?.[0] === provider;

/** The provider of a construct: the one it names, else its stack's; undefined if there is none. */
export function providerFor(scope: IConstruct, named: TerraformProvider | undefined): TerraformProvider | undefined {
  if (named) return named;
  // A look-up without a data source may come from outside all stacks.
  const stack = scope.node.scopes.findLast((node) => TerraformStack.isStack(node));
  const all = (stack && providers.get(stack as TerraformStack)) ?? [];
  // One with an alias is only for constructs that name it; others use the environment, as in Terraform.
  const [only, ...others] = all.filter(({ alias }) => alias === undefined);
  if (others.length > 0)
    throw new Problem("provider-ambiguous", {
      reason: `The stack has ${others.length + 1} connect providers.`,
      remedy: "Name one: { provider: … }.",
    });
  return only;
}

/** The arguments of a provider construct; throws if they are not known at synth time. */
export function blockOf(provider: TerraformProvider | undefined): BlockAtSynth {
  const names = [...platforms.map(({ name }) => name), ...Object.keys(connectionAttributes)];
  const inputs = provider as unknown as Record<string, unknown> | undefined;
  return readBlock(Object.fromEntries(names.map((name) => [name, inputs?.[`${name}Input`]])));
}

/** The same for a block that is an object. */
export function readBlock(written: Readonly<Record<string, unknown>>): BlockAtSynth {
  const tokens: string[] = [];
  const members = Object.entries(written).filter(([name, value]) => name !== "alias" && value !== undefined);
  const block = Object.fromEntries(
    members.map(([name, value]) => {
      const settings = platforms.find((platform) => platform.name === name)?.settings;
      if (settings === undefined || value === null || typeof value !== "object") return [name, value];
      const known = Object.entries(value).filter(([setting, given]) => {
        const isToken = (settings[setting] as Attribute<unknown>)?.sensitive && tokensIn(given, setting).length > 0;
        if (isToken) tokens.push(`${name}.${setting}`);
        return !isToken;
      });
      return [name, Object.fromEntries(known)];
    }),
  );
  refuseTokens(block, "Write the provider's argument as a literal, or set it in the environment (CONNECT_…).");
  return { block, tokens };
}
