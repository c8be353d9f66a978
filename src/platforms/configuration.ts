import type { Attribute, Attributes, Values } from "../schema/attribute";
import type { Explained, Finding } from "../schema/error";
import { snakeCase } from "../schema/name";
import { attributeAt, type Path, printPath } from "../schema/path";
import { UNKNOWN } from "../schema/type";
import { type ConnectionSettings, connectionAttributes } from "./connection";
import type { Environment, Found, Platform } from "./platform";

/** The configuration cannot be used; says what is missing and every place it may come from. */
export class ConfigurationError extends Error implements Explained {
  constructor(
    readonly summary: string,
    readonly detail: string,
    readonly path?: Path,
  ) {
    super(`${summary}: ${detail}`);
    this.name = "ConfigurationError";
  }
}

/** The provider block as written: one member per platform, and the connection's own. */
export type ProviderBlock = Readonly<Record<string, unknown>>;

/** What a provider configuration comes to once the environment has filled its gaps. */
export interface Resolved {
  readonly platform: Platform;
  readonly settings: Values<Attributes>;
  readonly connection: ConnectionSettings;
}

/** `CONNECT_ENOS_SECRET_KEY`; shared settings have no middle part: `CONNECT_CA_FILE`. */
export const variableName = (platform: Platform | null, name: string): string =>
  ["CONNECT", platform?.name, snakeCase(name)]
    .filter((part) => part !== undefined)
    .join("_")
    .toUpperCase();

/** The platform of the block, or else the one the environment names; all settings filled in. Throws ConfigurationError. */
export function resolveConfiguration(
  platforms: readonly Platform[],
  block: ProviderBlock,
  environment: Environment,
): Resolved {
  const platform = choosePlatform(platforms, block, environment);
  const found = findSettings(platform, (block[platform.name] ?? {}) as ProviderBlock, environment);
  const missing = missingSettings(platform, found);
  if (missing.length > 0) throw incomplete(platform, missing);
  const connection = valuesOf(findEach(null, connectionAttributes, block, environment)) as ConnectionSettings;
  return { platform, settings: valuesOf(found), connection };
}

/** All settings of a platform, wherever they come from. `written` is its part of the block. Throws explained errors. */
export function findSettings(
  platform: Platform,
  written: ProviderBlock,
  environment: Environment,
): Readonly<Record<string, Found>> {
  const found = findEach(platform, platform.settings, written, environment);
  const decided = platform.complete?.(valuesOf(found), written, environment);
  const entries = Object.entries(found).map(([name, own]) => {
    const { value, place } = decided?.[name] ?? own;
    const fallback = platform.defaults[name] ?? null;
    return [name, value === null && fallback !== null ? { value: fallback, place: "the default" } : { value, place }];
  });
  return Object.fromEntries(entries);
}

/** Settings there is no reading without and that came from nowhere; of each list, one would be enough. */
export const missingSettings = (
  platform: Platform,
  found: Readonly<Record<string, Found>>,
): readonly (readonly string[])[] =>
  requirements(platform).filter((names) => names.every((name) => (found[name]?.value ?? "") === ""));

/** Whether the environment sets anything of this platform. */
export const isNamedBy = (environment: Environment, platform: Platform): boolean =>
  Object.keys(platform.settings).some((name) => environment[variableName(platform, name)]);

function choosePlatform(platforms: readonly Platform[], block: ProviderBlock, environment: Environment): Platform {
  const written = platforms.filter(({ name }) => (block[name] ?? null) !== null);
  const named = platforms.filter((platform) => isNamedBy(environment, platform));
  const [chosen, ...others] = written.length > 0 ? written : named;
  if (chosen === undefined)
    throw new ConfigurationError("No platform configured", `Say which platform to read from:\n${offers(platforms)}`);
  if (others.length > 0)
    throw new ConfigurationError(
      MORE_THAN_ONE,
      `Say in the provider block which one to read from:\n${offers(platforms)}`,
    );
  return chosen;
}

/** Whether the block as written names more than one platform; what is not known yet may still turn out to be null. */
export function checkPlatforms(platforms: readonly Platform[], block: ProviderBlock): Finding[] {
  const written = platforms.filter(({ name }) => ![null, undefined, UNKNOWN].includes(block[name] as never));
  return written.slice(1).map(({ name }) => ({
    path: attributeAt([], name),
    summary: MORE_THAN_ONE,
    detail: "A provider reads from one platform: write one provider block, with an alias, for each.",
  }));
}

const MORE_THAN_ONE = "More than one platform configured";

const offers = (platforms: readonly Platform[]): string =>
  platforms
    .map((platform) => {
      const variables = requirements(platform).map((names) => oneOf(names, (name) => variableName(platform, name)));
      return `  - ${platform.title}: ${platform.name} = { … } in the provider block, or ${variables.join(", ")} in the environment`;
    })
    .join("\n");

const valuesOf = (found: Readonly<Record<string, Found>>): Values<Attributes> =>
  Object.fromEntries(Object.entries(found).map(([name, { value }]) => [name, value]));

const findEach = (
  platform: Platform | null,
  attributes: Attributes,
  block: ProviderBlock,
  environment: Environment,
): Readonly<Record<string, Found>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      findSetting(platform, name, attribute, block, environment),
    ]),
  );

/** One setting in the block, or else in the environment. Throws ConfigurationError for a variable that holds no such value. */
export function findSetting(
  platform: Platform | null,
  name: string,
  attribute: Attribute<unknown>,
  block: ProviderBlock,
  environment: Environment,
): Found {
  const written = block[name] ?? null;
  if (written !== null) return { value: written, place: "the provider block" };
  return fromEnvironment(attribute, variablesOf(platform, name), environment);
}

/** Where a setting may come from in the environment, in order. */
export const variablesOf = (platform: Platform | null, name: string): readonly string[] => [
  variableName(platform, name),
  ...(platform?.variables?.[name] ?? []),
];

function fromEnvironment(attribute: Attribute<unknown>, variables: readonly string[], environment: Environment): Found {
  const variable = variables.find((name) => environment[name]);
  if (variable === undefined) return { value: null, place: null };
  const text = environment[variable] as string;
  const value = attribute.type.fromText?.(text);
  const shown = attribute.sensitive ? "a value that is not shown" : JSON.stringify(text);
  if (value === undefined)
    throw new ConfigurationError(
      "Invalid environment variable",
      `${variable} must be ${attribute.type.label}; it is ${shown}.`,
    );
  const problem = attribute.check?.(value);
  if (problem !== undefined) throw new ConfigurationError("Invalid environment variable", `${variable}: ${problem}`);
  return { value, place: variable };
}

/** Each of them a list of settings, one of which is enough. */
const requirements = (platform: Platform): readonly (readonly string[])[] =>
  platform.required.map((names) => (typeof names === "string" ? [names] : names));

const oneOf = (names: readonly string[], print: (name: string) => string): string => names.map(print).join(" or ");

function incomplete(platform: Platform, missing: readonly (readonly string[])[]): ConfigurationError {
  const path = attributeAt([], platform.name);
  const lines = missing.map((names) => {
    const variables = names.flatMap((name) => variablesOf(platform, name));
    const argument = oneOf(names, (name) => printPath(attributeAt(path, snakeCase(name))));
    return `  - ${oneOf(names, snakeCase)}: ${argument} in the provider block, or ${variables.join(" or ")} in the environment`;
  });
  if (platform.elsewhere) lines.push(`Users of ${platform.title} may keep them in ${platform.elsewhere} as well.`);
  return new ConfigurationError(
    missing.length === 1 ? "Missing setting" : "Missing settings",
    `${platform.title} cannot be read without:\n${lines.join("\n")}`,
    path,
  );
}
