import type { Attribute, Attributes, Values } from "../schema/attribute";
import { attributeAt } from "../schema/path";
import { Problem } from "../schema/problem";
import { UNKNOWN } from "../schema/type";
import { type Face, terraform } from "./configuration/face";
import { incomplete, noPlatform, requirements, severalNamed, severalWritten } from "./configuration/problems";
import { platformsNamedBy, variablesOf } from "./configuration/variables";
import { type ConnectionSettings, connectionAttributes } from "./connection";
import type { Environment, Found, Platform } from "./platform";

export { commandLine, type Face, synthesis, terraform } from "./configuration/face";
export { platformsNamedBy, printNamed, printNaming, variableName, variablesOf } from "./configuration/variables";

/** The provider block as written: one member per platform, and the connection's own. */
export type ProviderBlock = Readonly<Record<string, unknown>>;

/** A provider configuration with the values that the environment adds. */
export interface Resolved {
  readonly platform: Platform;
  readonly settings: Values<Attributes>;
  readonly connection: ConnectionSettings;
  /** where the setting that the address comes from was found, for messages */
  readonly addressFoundIn?: string;
}

/** A block that only names a platform; without one, the environment decides. */
export const blockChoosing = (platform: Platform | undefined): ProviderBlock =>
  platform ? { [platform.name]: {} } : {};

/**
 * The platform of the block, or else the one the environment names; all settings filled in. What only leads to an origin needs no
 * credentials, and is not refused for credentials that cannot be used. Throws Problem.
 */
export function resolveConfiguration(
  platforms: readonly Platform[],
  block: ProviderBlock,
  environment: Environment,
  face: Face = terraform,
  need: Need = "credentials",
): Resolved {
  const platform = choosePlatform(platforms, block, environment, face);
  const written = (block[platform.name] ?? {}) as ProviderBlock;
  const found =
    need === "origin" ? findOrigin(platform, written, environment) : findSettings(platform, written, environment);
  const missing = missingFor(need, platform, found);
  if (missing.length > 0) {
    const others = platforms.filter((each) => each !== platform);
    const isWritten = (block[platform.name] ?? null) !== null;
    throw incomplete({ platform, others, missing, found, isWritten }, environment, face);
  }
  const connection = valuesOf(findEach(null, connectionAttributes, block, environment)) as ConnectionSettings;
  const settings = valuesOf(found);
  const addressFoundIn = found[platform.addressFrom?.(settings) ?? "endpoint"]?.foundIn;
  return { platform, settings, connection, ...(addressFoundIn && { addressFoundIn }) };
}

type Need = "origin" | "credentials";

/** What lacks a value; credentials only count where they are needed. */
function missingFor(need: Need, platform: Platform, found: Readonly<Record<string, Found>>) {
  const isSecret = (name: string): boolean => (platform.settings[name] as Attribute<unknown>).sensitive === true;
  return missingSettings(platform, found).filter((names) => need === "credentials" || !names.every(isSecret));
}

/** The settings as far as they are known where the credentials are missing or cannot be used. */
function findOrigin(platform: Platform, written: ProviderBlock, environment: Environment) {
  try {
    return findSettings(platform, written, environment);
  } catch (error) {
    const { complete: _, ...plain } = platform;
    const found = findSettings(plain, written, environment);
    if (missingFor("origin", platform, found).length > 0) throw error;
    return found;
  }
}

/** All settings of a platform, from the block, the environment and defaults. `written` is its part of the block. Throws Problem. */
export function findSettings(
  platform: Platform,
  written: ProviderBlock,
  environment: Environment,
): Readonly<Record<string, Found>> {
  const found = findEach(platform, platform.settings, written, environment);
  const decided = platform.complete?.(valuesOf(found), written, environment);
  const entries = Object.entries(found).map(([name, own]) => {
    const { value, foundIn } = decided?.[name] ?? own;
    const fallback = platform.defaults[name] ?? null;
    return [
      name,
      value === null && fallback !== null ? { value: fallback, foundIn: "the default" } : { value, foundIn },
    ];
  });
  return Object.fromEntries(entries);
}

/** Required settings without a value; of each list, one is enough. */
export const missingSettings = (
  platform: Platform,
  found: Readonly<Record<string, Found>>,
): readonly (readonly string[])[] =>
  requirements(platform).filter((names) => names.every((name) => (found[name]?.value ?? "") === ""));

function choosePlatform(
  platforms: readonly Platform[],
  block: ProviderBlock,
  environment: Environment,
  face: Face,
): Platform {
  const written = platforms.filter(({ name }) => (block[name] ?? null) !== null);
  const named = platformsNamedBy(environment, platforms);
  const [chosen, ...others] = written.length > 0 ? written : named;
  if (chosen === undefined) throw noPlatform(platforms, face);
  if (others.length === 0) return chosen;
  if (written.length > 0) throw severalWritten(face);
  throw severalNamed(named, environment, face);
}

/** The problems of a block that names more than one platform; an unknown value does not count, because it may become null. */
export function checkPlatforms(platforms: readonly Pick<Platform, "name">[], block: ProviderBlock): Problem[] {
  const written = platforms.filter(({ name }) => ![null, undefined, UNKNOWN].includes(block[name] as never));
  return written.slice(1).map(({ name }) => severalWritten(terraform, attributeAt([], name)));
}

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

/** One setting in the block, or else in the environment. Throws Problem variable-invalid for a variable whose value does not fit. */
export function findSetting(
  platform: Platform | null,
  name: string,
  attribute: Attribute<unknown>,
  block: ProviderBlock,
  environment: Environment,
): Found {
  const written = block[name] ?? null;
  if (written !== null) return { value: written, foundIn: "the provider block" };
  return fromEnvironment(attribute, variablesOf(platform, name), environment);
}

function fromEnvironment(attribute: Attribute<unknown>, variables: readonly string[], environment: Environment): Found {
  const variable = variables.find((name) => environment[name]);
  if (variable === undefined) return { value: null, foundIn: null };
  const text = environment[variable] as string;
  const value = attribute.type.fromText?.(text);
  const shown = attribute.sensitive ? "a value that is not shown" : JSON.stringify(text);
  if (value === undefined) throw invalidVariable(`${variable} must be ${attribute.type.label}; it is ${shown}.`);
  const problem = attribute.check?.(value);
  if (problem !== undefined) throw invalidVariable(`${variable}: ${problem}`);
  return { value, foundIn: variable };
}

const invalidVariable = (reason: string): Problem => new Problem("variable-invalid", { reason });
