import type { Explained } from "../../schema/error";
import { snakeCase } from "../../schema/name";
import { attributeAt, type Path } from "../../schema/path";
import type { Environment, Platform } from "../platform";
import type { Face } from "./face";
import { printNamed, variableName, variablesOf } from "./variables";

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

/** Settings there is no reading without; of each list, one is enough. */
export const requirements = (platform: Platform): readonly (readonly string[])[] =>
  platform.required.map((names) => (typeof names === "string" ? [names] : names));

export function noPlatform(platforms: readonly Platform[], { written }: Face): ConfigurationError {
  const offers = platforms.map((platform) => {
    const variables = requirements(platform).map((names) => oneOf(names, (name) => variableName(platform, name)));
    const part = written ? `${written.part(platform)} ${written.place}, or ` : "";
    return `  - ${platform.title}: ${part}${variables.join(", ")} in the environment`;
  });
  return new ConfigurationError("No platform configured", `Say which platform to read from:\n${offers.join("\n")}`);
}

export const MORE_THAN_ONE = "More than one platform configured";

/** The environment names several platforms, and nothing else says which to read. */
export const severalNamed = (named: readonly Platform[], environment: Environment, face: Face): ConfigurationError =>
  new ConfigurationError(
    MORE_THAN_ONE,
    `The environment sets variables of ${printNamed(environment, named)}. ` +
      `${face.choice(named)}; or unset the variables of the others.`,
  );

/** Several platforms are written down for one provider. */
export const severalWritten = ({ written }: Face): string =>
  `A provider reads from one platform: ${written?.each ?? "choose one"}.`;

export function incomplete(
  platform: Platform,
  missing: readonly (readonly string[])[],
  { written }: Face,
): ConfigurationError {
  const lines = missing.map((names) => {
    const variables = names.flatMap((name) => variablesOf(platform, name)).join(" or ");
    const argument = written ? `${oneOf(names, (name) => written.argument(platform, name))} ${written.place}, or ` : "";
    return `  - ${oneOf(names, snakeCase)}: ${argument}${variables} in the environment`;
  });
  if (platform.elsewhere) lines.push(`Users of ${platform.title} may keep them in ${platform.elsewhere} as well.`);
  return new ConfigurationError(
    missing.length === 1 ? "Missing setting" : "Missing settings",
    `${platform.title} cannot be read without:\n${lines.join("\n")}`,
    attributeAt([], platform.name),
  );
}

const oneOf = (names: readonly string[], print: (name: string) => string): string => names.map(print).join(" or ");
