import {
  blockChoosing,
  commandLine,
  type ProviderBlock,
  platformsNamedBy,
  printNamed,
  variablesOf,
} from "../platforms/configuration";
import { platforms } from "../platforms/list";
import type { Environment, Platform } from "../platforms/platform";
import { Problem } from "../schema/problem";
import { stableText } from "../schema/stable-text";
import { type Origin, printOrigin } from "./query";
import { originOf, resolveOrigin, resolveTarget, type Target } from "./target";

/**
 * The target of values that were recorded at an origin, in any of its organizations. The address comes from the environment and never
 * from the file: otherwise an attacker who can edit a recorded file could have requests, signed with the keys of the user who checks
 * it, sent to another address. Throws Problem.
 */
export function targetOf(recorded: Origin, environment: Environment): Target {
  const target = resolveTarget(blockFor(platformOf(recorded), recorded, environment), environment, commandLine);
  const named = originOf(target);
  if (withoutOrganization(named) === withoutOrganization(recorded)) return target;
  throw new Problem("recorded-elsewhere", {
    reason: `This was recorded at ${printOrigin(recorded)}, and the environment names ${printOrigin(named)}.`,
    remedy: "Run this with the environment of that origin as well, or leave it out with --here.",
  });
}

/**
 * Whether the environment names this origin, its organization included; keys may be missing. An environment that names the platform
 * and has a mistake does: the mistake is reported when the platform is read, and nothing is left out because of it.
 */
export function isHere(origin: Origin, environment: Environment): boolean {
  const platform = platforms.find(({ name }) => name === origin.platform);
  if (platform === undefined) return false;
  try {
    return stableText(resolveOrigin(blockFor(platform, origin, environment), environment)) === stableText(origin);
  } catch {
    return platformsNamedBy(environment, platforms).includes(platform);
  }
}

/** The origin that the environment names, if it names exactly one, or one of the platform that was chosen. */
export function originNamedBy(environment: Environment, chosen?: Platform): Origin | undefined {
  try {
    return originHere(environment, chosen);
  } catch {
    return undefined;
  }
}

/** The same for a question that names no origin itself. Throws Problem where there is none. */
export function originHere(environment: Environment, chosen?: Platform): Origin {
  const named = chosen ? [chosen] : platformsNamedBy(environment, platforms);
  if (named.length === 0)
    throw new Problem("platform-missing", {
      reason: "Nothing says which platform to read from.",
      remedy: `Set the variables of one: ${platforms.map(prefixOf).join(" or ")}.`,
    });
  if (named.length > 1)
    throw new Problem("platform-ambiguous", {
      reason: `The environment sets variables of ${printNamed(environment, named)}, and the file names no platform.`,
      remedy: `${commandLine.choice(named)}; or write "origin" into the file, such as {"platform": "${named[0]?.name}", "endpoint": "https://…"}.`,
    });
  return resolveOrigin(blockChoosing(chosen), environment, commandLine);
}

const prefixOf = ({ name }: Platform): string => `CONNECT_${name.toUpperCase()}_…`;

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
  const address = platform.addressFrom?.({ endpoint: null }) ?? "endpoint";
  const isOpen = (setting: string): boolean =>
    !["endpoint", address].includes(setting) &&
    Object.hasOwn(platform.settings, setting) &&
    variablesOf(platform, setting).every((variable) => !environment[variable]);
  return { [platform.name]: Object.fromEntries(Object.entries(recorded).filter(([setting]) => isOpen(setting))) };
}

const withoutOrganization = ({ orgId: _, ...origin }: Origin): string => stableText(origin);
