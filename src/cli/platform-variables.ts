import { platforms } from "../platforms/list";
import type { Environment, Platform } from "../platforms/platform";

/** Whether an environment variable is a setting of the platform: ours, or one of its ecosystem. */
export const isOfPlatform = ({ name, variables = {}, otherVariables = [] }: Platform, variable: string): boolean =>
  variable.startsWith(`CONNECT_${name.toUpperCase()}_`) ||
  [...Object.values(variables).flat(), ...otherVariables].includes(variable);

/** An environment with these variables, and without others that name a platform. */
export function leadingTo(
  variables: readonly { readonly name: string; readonly value: string }[],
  environment: Environment,
): Record<string, string | undefined> {
  const kept = Object.entries(environment).filter(
    ([name]) => !platforms.some((platform) => isOfPlatform(platform, name)),
  );
  return Object.fromEntries([...kept, ...variables.map(({ name, value }): [string, string] => [name, value])]);
}
