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

const namesFor = (environment: Environment, platform: Platform): string[] =>
  Object.keys(platform.settings)
    .map((name) => variableName(platform, name))
    .filter((variable) => environment[variable]);

/** Whether the environment sets anything of this platform. */
export const isNamedBy = (environment: Environment, platform: Platform): boolean =>
  namesFor(environment, platform).length > 0;

/** The variables that do: `CONNECT_ENOS_ENDPOINT and 3 more`; empty where none does. */
export function printNaming(environment: Environment, platform: Platform): string {
  const [first = "", ...more] = namesFor(environment, platform);
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** The platforms an environment names: `EnOS Connect (CONNECT_ENOS_ENDPOINT and 3 more) and Aliyun IoT (…)` */
export const printNamed = (environment: Environment, named: readonly Platform[]): string =>
  named.map((platform) => `${platform.title} (${printNaming(environment, platform)})`).join(" and ");
