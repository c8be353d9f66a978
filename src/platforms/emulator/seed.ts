import type { EmulatedPlatform } from "./contract";
import { type Flaw, FlawsError } from "./shape";

/** Checks a seed and cuts it into the platforms' parts. A platform of which the seed says nothing gets an empty part. */
export function readSeed(
  seed: unknown,
  platforms: readonly EmulatedPlatform[],
): ReadonlyMap<EmulatedPlatform, Record<string, unknown>> {
  if (typeof seed !== "object" || seed === null || Array.isArray(seed)) {
    throw new FlawsError([{ path: "", problem: "expected an object at the top of the seed" }]);
  }
  // A copy, so that what the caller does to its object later is not seen before the next reload.
  const own: Record<string, unknown> = JSON.parse(JSON.stringify(seed));
  const parts = new Map<EmulatedPlatform, Record<string, unknown>>();
  const flaws: Flaw[] = [];
  const spoken = platforms.filter((platform) => platform.seedKeys.some((key) => key in own));
  for (const platform of platforms) {
    const part = Object.fromEntries(platform.seedKeys.filter((key) => key in own).map((key) => [key, own[key]]));
    parts.set(platform, part);
    if (spoken.length === 0 || spoken.includes(platform)) platform.checkSeed(part, "", flaws);
  }
  if (flaws.length > 0) throw new FlawsError(flaws);
  return parts;
}

/** Top-level keys of a seed that no platform reads: probably a slip of the pen. */
export function unreadKeys(seed: object, platforms: readonly EmulatedPlatform[]): string[] {
  const known = new Set(platforms.flatMap((platform) => platform.seedKeys));
  return Object.keys(seed).filter((key) => !known.has(key));
}
