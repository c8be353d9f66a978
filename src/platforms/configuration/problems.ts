import { snakeCase } from "../../schema/name";
import { attributeAt, type Path } from "../../schema/path";
import { Problem } from "../../schema/problem";
import type { Environment, Platform } from "../platform";
import type { Face } from "./face";
import { printNamed, variableName, variablesOf } from "./variables";

/** The required settings; of each list, one is enough. */
export const requirements = (platform: Platform): readonly (readonly string[])[] =>
  platform.required.map((names) => (typeof names === "string" ? [names] : names));

export function noPlatform(platforms: readonly Platform[], { written }: Face): Problem {
  const offers = platforms.map((platform) => {
    const variables = requirements(platform).map((names) => oneOf(names, (name) => variableName(platform, name)));
    const part = written ? `${written.part(platform)} ${written.where}, or ` : "";
    return `  - ${platform.title}: ${part}${variables.join(", ")} in the environment`;
  });
  return new Problem("platform-missing", {
    reason: "Nothing says which platform to read from.",
    remedy: `Name one:\n${offers.join("\n")}`,
  });
}

/** The environment names several platforms, and nothing else says which to read. */
export const severalNamed = (named: readonly Platform[], environment: Environment, face: Face): Problem =>
  new Problem("platform-ambiguous", {
    reason: `The environment sets variables of ${printNamed(environment, named)}.`,
    remedy: `${face.choice(named)}; or unset the variables of the others.`,
  });

/** A configuration names several platforms for one provider. */
export const severalWritten = ({ written }: Face, path?: Path): Problem =>
  new Problem("platform-ambiguous", {
    path,
    reason: `A provider reads from one platform: ${written?.each ?? "choose one"}.`,
  });

export function incomplete(platform: Platform, missing: readonly (readonly string[])[], { written }: Face): Problem {
  const lines = missing.map((names) => {
    const variables = names.flatMap((name) => variablesOf(platform, name)).join(" or ");
    const argument = written ? `${oneOf(names, (name) => written.argument(platform, name))} ${written.where}, or ` : "";
    return `  - ${oneOf(names, snakeCase)}: ${argument}${variables} in the environment`;
  });
  if (platform.elsewhere) lines.push(`Users of ${platform.title} may keep them in ${platform.elsewhere} as well.`);
  return new Problem("setting-missing", {
    path: attributeAt([], platform.name),
    ...(missing.length > 1 && { summary: "Missing settings" }),
    reason: `${platform.title} cannot be read without ${missing.map((names) => oneOf(names, snakeCase)).join(", ")}.`,
    remedy: `Set ${missing.length === 1 ? "it" : "them"}:\n${lines.join("\n")}`,
  });
}

const oneOf = (names: readonly string[], print: (name: string) => string): string => names.map(print).join(" or ");
