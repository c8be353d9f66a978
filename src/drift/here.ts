import type { Environment, Platform } from "../platforms/platform";
import { isHere } from "../reader/recorded";
import { Problem, type ProblemParts } from "../schema/problem";
import type { Claim } from "./claim";
import type { Source } from "./report";

/**
 * The same sources without what was recorded at origins that the environment does not name; what names no origin is about the
 * environment's. Throws Problem where nothing is left: a mistyped address would make every run clean.
 */
export function onlyHere(sources: readonly Source[], environment: Environment): Source[] {
  const known = new Map<string, boolean>();
  const isOurs = ({ origin }: Claim): boolean => {
    if (origin === undefined) return true;
    const key = JSON.stringify(origin);
    const ours = known.get(key) ?? isHere(origin, environment);
    known.set(key, ours);
    return ours;
  };
  return leaveOut(sources, isOurs, {
    reason: "--here left out everything: nothing was recorded at the origin that the CONNECT_… variables name.",
    remedy: `Check them; ${showOrigins}`,
  });
}

/** The same without what was recorded on other platforms. Throws Problem where nothing is left. */
export const onlyPlatform = (sources: readonly Source[], { name, title }: Platform): Source[] =>
  leaveOut(sources, ({ origin }) => origin === undefined || origin.platform === name, {
    reason: `--platform ${name} left out everything: nothing was recorded on ${title}.`,
    remedy: `Run ${showOrigins}`,
  });

const showOrigins = '"cdktf-connect lock show" prints the origin of each entry.';

function leaveOut(sources: readonly Source[], isKept: (claim: Claim) => boolean, nothingLeft: ProblemParts): Source[] {
  const parted = sources.map((source) => ({
    ...source,
    claims: source.claims.filter(isKept),
    leftOut: [...(source.leftOut ?? []), ...source.claims.filter((claim) => !isKept(claim))],
  }));
  const isLeft = parted.some(({ claims }) => claims.length > 0);
  if (!isLeft && parted.some(({ leftOut }) => leftOut.length > 0)) throw new Problem("nothing-compared", nothingLeft);
  return parted;
}
