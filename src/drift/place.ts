import { explain } from "../lookup/fetch";
import { type Origin, printOrigin } from "../lookup/query";
import { originOf, originOfResolved, resolve } from "../lookup/settings";
import { stableText } from "../lookup/stable-text";
import {
  blockChoosing,
  commandLine,
  isNamedBy,
  type ProviderBlock,
  printNamed,
  variablesOf,
} from "../platforms/configuration";
import { connectionOptions } from "../platforms/connection";
import { platforms } from "../platforms/list";
import { type OpenPlatform, openPlatform } from "../platforms/open";
import type { Environment, Platform } from "../platforms/platform";
import { Problem, type ProblemData } from "../schema/problem";

/** A place that can be read. */
export interface OpenPlace extends OpenPlatform {
  /** seconds */
  readonly requestTimeout: number;
}

/** A place, or why it cannot be read. */
export type Visited = OpenPlace | { readonly failed: ProblemData };

/**
 * Opens the place where something was recorded, whatever its organization. The address is the environment's to say and never the
 * file's: otherwise whoever may edit a recorded file could have requests, signed with the keys of whoever checks it, sent to an
 * address of his own.
 */
export function openPlace(origin: Origin, environment: Environment, userAgent: string): Visited {
  try {
    const resolved = resolve(blockFor(platformOf(origin), origin, environment), environment, commandLine);
    const here = originOfResolved(resolved);
    if (!samePlace(here, origin)) return { failed: elsewhere(origin, here) };
    const { requestTimeout } = connectionOptions(resolved.connection, { userAgent });
    return { ...openPlatform(resolved, { userAgent }), requestTimeout };
  } catch (error) {
    return { failed: explain(error) };
  }
}

/**
 * Whether the environment names this very place and organization; keys it may lack. An environment that says something of the
 * platform and cannot be understood does: what is wrong with it is told when the place is read, and nothing is left out for it.
 */
export function isHere(origin: Origin, environment: Environment): boolean {
  const platform = platforms.find(({ name }) => name === origin.platform);
  if (platform === undefined) return false;
  try {
    return stableText(originOf(blockFor(platform, origin, environment), environment)) === stableText(origin);
  } catch {
    return isNamedBy(environment, platform);
  }
}

const prefixOf = ({ name }: Platform): string => `CONNECT_${name.toUpperCase()}_…`;

/** The place the environment names, if it names one and only one, or one of the platform that was chosen. */
export function placeNamedBy(environment: Environment, chosen?: Platform): Origin | undefined {
  const here = hereOf(environment, chosen);
  return "failed" in here ? undefined : here.origin;
}

/** The same, or why there is none; only a question that names no place must know it. */
export function hereOf(
  environment: Environment,
  chosen?: Platform,
): { readonly origin: Origin } | { readonly failed: ProblemData } {
  const named = chosen ? [chosen] : platforms.filter((platform) => isNamedBy(environment, platform));
  if (named.length === 0)
    return {
      failed: new Problem("platform-missing", {
        reason: "Nothing says which platform to read from.",
        remedy: `Set the variables of one: ${platforms.map(prefixOf).join(" or ")}.`,
      }),
    };
  if (named.length > 1)
    return {
      failed: new Problem("platform-ambiguous", {
        reason: `The environment sets variables of ${printNamed(environment, named)}, and the file names no platform.`,
        remedy: `${commandLine.choice(named)}; or write "origin" into the file, such as {"platform": "${named[0]?.name}", "endpoint": "https://…"}.`,
      }),
    };
  try {
    return { origin: originOf(blockChoosing(chosen), environment, commandLine) };
  } catch (error) {
    return { failed: explain(error) };
  }
}

function platformOf({ platform: name }: Origin): Platform {
  const platform = platforms.find((known) => known.name === name);
  if (platform !== undefined) return platform;
  throw name === undefined
    ? new Problem("platform-unknown", { reason: "The recorded origin names no platform." })
    : new Problem("platform-unknown", {
        reason: `This version of cdktf-connect knows no platform ${JSON.stringify(name)}.`,
        remedy: "Upgrade it.",
      });
}

/** Names the platform, and what else was recorded where the environment is silent; never the address. */
function blockFor(platform: Platform, recorded: Origin, environment: Environment): ProviderBlock {
  const isOpen = (setting: string): boolean =>
    setting !== "endpoint" &&
    Object.hasOwn(platform.settings, setting) &&
    variablesOf(platform, setting).every((variable) => !environment[variable]);
  return { [platform.name]: Object.fromEntries(Object.entries(recorded).filter(([setting]) => isOpen(setting))) };
}

const samePlace = ({ orgId: _, ...one }: Origin, { orgId: __, ...other }: Origin): boolean =>
  stableText(one) === stableText(other);

const elsewhere = (recorded: Origin, here: Origin): Problem =>
  new Problem("recorded-elsewhere", {
    reason: `This was recorded at ${printOrigin(recorded)}, and the environment names ${printOrigin(here)}.`,
    remedy: "Run this with the environment of that origin as well, or leave it out with --here.",
  });
