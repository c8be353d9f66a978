import { snakeCase } from "../../schema/name";
import { listed } from "../../schema/nearest";
import { attributeAt, type Path } from "../../schema/path";
import { Problem } from "../../schema/problem";
import type { Environment, Found, Platform } from "../platform";
import type { Face } from "./face";
import { isNamedByOthers, printNamed, variableName, variablesOf, variablesSet } from "./variables";

/** The required settings; of each list, one is enough. */
export const requirements = (platform: Platform): readonly (readonly string[])[] =>
  platform.required.map((names) => (typeof names === "string" ? [names] : names));

export function noPlatform(platforms: readonly Platform[], { written }: Face): Problem {
  const offers = platforms.map((platform) => {
    const variables = requirements(platform).map((names) => oneOf(names, (name) => variableName(platform, name)));
    const part = written ? `${written.part(platform)} ${written.where}, or ` : "";
    const also = platform.also ? ` (or ${platform.also})` : "";
    return `  - ${platform.title}: ${part}${variables.join(", ")} in the environment${also}`;
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

/** A platform that was chosen, by `found` and the environment, and what it lacks. */
interface Incomplete {
  readonly platform: Platform;
  readonly others: readonly Platform[];
  readonly missing: readonly (readonly string[])[];
  readonly found: Readonly<Record<string, Found>>;
  readonly isWritten: boolean;
}

export function incomplete(
  { platform, others, missing, found, isWritten }: Incomplete,
  environment: Environment,
  { written, choice }: Face,
): Problem {
  const lines = missing.map((names) => {
    const variables = names.flatMap((name) => variablesOf(platform, name)).join(" or ");
    const argument = written ? `${oneOf(names, (name) => written.argument(platform, name))} ${written.where}, or ` : "";
    return `  - ${oneOf(names, snakeCase)}: ${argument}${variables} in the environment`;
  });
  if (platform.elsewhere) lines.push(`Users of ${platform.title} may keep them in ${platform.elsewhere} as well.`);
  // The variables may be there for another program.
  if (!isWritten && isNamedByOthers(environment, platform) && others.length > 0)
    lines.push(`If ${oneOf(others, ({ title }) => title)} is meant: ${choice(others)}.`);
  const profiles = Object.values(found).flatMap(({ foundIn }) => (foundIn?.startsWith("profile ") ? [foundIn] : []));
  const variables = variablesSet(environment, platform);
  return new Problem("setting-missing", {
    path: attributeAt([], platform.name),
    ...(missing.length > 1 && { summary: "Missing settings" }),
    reason:
      `${platform.title} cannot be read without ${missing.map((names) => oneOf(names, snakeCase)).join(", ")}.` +
      (variables.length === 0 ? "" : ` The environment sets ${listed(variables)}.`) +
      (profiles.length === 0 ? "" : ` Other settings come from ${listed([...new Set(profiles)])}.`),
    remedy: `Set ${missing.length === 1 ? "it" : "them"}:\n${lines.join("\n")}`,
  });
}

const oneOf = <T>(names: readonly T[], print: (name: T) => string): string => names.map(print).join(" or ");
