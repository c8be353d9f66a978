import type { Attribute, Attributes, Values } from "../schema/attribute";
import type { Explained } from "../schema/error";
import { snakeCase } from "../schema/name";
import { attributeAt, type Path, printPath } from "../schema/path";
import { type ConnectionSettings, connectionAttributes } from "./connection";
import type { Platform } from "./platform";

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

type Environment = Readonly<Record<string, string | undefined>>;
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
  const settings = fill(platform, platform.settings, block[platform.name] as ProviderBlock | null, environment);
  const withDefaults = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, value ?? platform.defaults[name] ?? null]),
  );
  const missing = platform.required.filter((name) => (withDefaults[name] ?? "") === "");
  if (missing.length > 0) throw missingSettings(platform, missing);
  const connection = fill(null, connectionAttributes, block, environment) as ConnectionSettings;
  return { platform, settings: withDefaults, connection };
}

/** Whether the environment sets anything of this platform. */
export const isNamedBy = (environment: Environment, platform: Platform): boolean =>
  Object.keys(platform.settings).some((name) => environment[variableName(platform, name)]);

function choosePlatform(platforms: readonly Platform[], block: ProviderBlock, environment: Environment): Platform {
  const written = platforms.filter(({ name }) => (block[name] ?? null) !== null);
  const named = platforms.filter((platform) => isNamedBy(environment, platform));
  const [chosen, ...others] = written.length > 0 ? written : named;
  const offers = platforms.map((platform) => {
    const variables = platform.required.map((name) => variableName(platform, name));
    return `  - ${platform.title}: ${platform.name} = { … } in the provider block, or ${variables.join(", ")} in the environment`;
  });
  if (chosen === undefined)
    throw new ConfigurationError("No platform configured", `Say which platform to read from:\n${offers.join("\n")}`);
  if (others.length > 0)
    throw new ConfigurationError(
      "More than one platform configured",
      `A provider reads from one platform; use one provider block (with an alias) for each. Keep one of:\n${offers.join("\n")}`,
    );
  return chosen;
}

function fill(
  platform: Platform | null,
  attributes: Attributes,
  block: ProviderBlock | null | undefined,
  environment: Environment,
): Values<Attributes> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      block?.[name] ?? fromEnvironment(attribute, variableName(platform, name), environment),
    ]),
  );
}

function fromEnvironment(attribute: Attribute<unknown>, variable: string, environment: Environment): unknown {
  const text = environment[variable];
  if (text === undefined || text === "") return null;
  const value = attribute.type.fromText?.(text);
  const shown = attribute.sensitive ? "a value that is not shown" : JSON.stringify(text);
  if (value === undefined)
    throw new ConfigurationError(
      "Invalid environment variable",
      `${variable} must be ${attribute.type.label}; it is ${shown}.`,
    );
  const problem = attribute.check?.(value);
  if (problem !== undefined) throw new ConfigurationError("Invalid environment variable", `${variable}: ${problem}`);
  return value;
}

function missingSettings(platform: Platform, names: readonly string[]): ConfigurationError {
  const path = attributeAt([], platform.name);
  const lines = names.map(
    (name) =>
      `  - ${snakeCase(name)}: ${printPath(attributeAt(path, snakeCase(name)))} in the provider block, or ${variableName(platform, name)} in the environment`,
  );
  return new ConfigurationError(
    names.length === 1 ? "Missing setting" : "Missing settings",
    `${platform.title} cannot be read without:\n${lines.join("\n")}`,
    path,
  );
}
