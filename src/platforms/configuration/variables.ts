import { snakeCase } from "../../schema/name";
import type { Environment, Platform } from "../platform";

/** `CONNECT_ENOS_SECRET_KEY`; shared settings have no middle part: `CONNECT_CA_FILE`. */
export const variableName = (platform: Platform | null, name: string): string =>
  ["CONNECT", platform?.name, snakeCase(name)]
    .filter((part) => part !== undefined)
    .join("_")
    .toUpperCase();

/** Where a setting may come from in the environment, in order. */
export const variablesOf = (platform: Platform | null, name: string): readonly string[] => [
  variableName(platform, name),
  ...(platform?.variables?.[name] ?? []),
];

const ownVariables = (environment: Environment, platform: Platform): string[] =>
  Object.keys(platform.settings)
    .map((name) => variableName(platform, name))
    .filter((variable) => environment[variable]);

const ecosystemVariables = (environment: Environment, { variables = {}, otherVariables = [] }: Platform): string[] =>
  [...Object.values(variables).flatMap((names) => names ?? []), ...otherVariables].filter((name) => environment[name]);

/**
 * The platforms whose variables the environment sets: ours, or, where there is none of ours, those of a platform's ecosystem, which
 * may be there for other programs.
 */
export function platformsNamedBy(environment: Environment, platforms: readonly Platform[]): readonly Platform[] {
  const named = platforms.filter((platform) => ownVariables(environment, platform).length > 0);
  return named.length > 0
    ? named
    : platforms.filter((platform) => ecosystemVariables(environment, platform).length > 0);
}

/** Whether only variables of the platform's ecosystem name it. */
export const isNamedByOthers = (environment: Environment, platform: Platform): boolean =>
  ownVariables(environment, platform).length === 0 && ecosystemVariables(environment, platform).length > 0;

/** All variables of a platform that are set. */
export const variablesSet = (environment: Environment, platform: Platform): readonly string[] => [
  ...ownVariables(environment, platform),
  ...ecosystemVariables(environment, platform),
];

/** The variables that name it: `CONNECT_ENOS_ENDPOINT and 3 more`; empty where none does. */
export function printNaming(environment: Environment, platform: Platform): string {
  const own = ownVariables(environment, platform);
  const [first = "", ...more] = own.length > 0 ? own : ecosystemVariables(environment, platform);
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** The platforms an environment names: `EnOS Connect (CONNECT_ENOS_ENDPOINT and 3 more) and Aliyun IoT (…)` */
export const printNamed = (environment: Environment, named: readonly Platform[]): string =>
  named.map((platform) => `${platform.title} (${printNaming(environment, platform)})`).join(" and ");
