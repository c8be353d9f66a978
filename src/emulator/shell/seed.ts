import { anything, converted, mapOf, type Shape } from "../../schema/shape";
import { strictly } from "../../schema/strict";
import type { EmulatedPlatform } from "./contract";

type Seed = Readonly<Record<string, unknown>>;

/** A seed for these platforms. It may leave out platforms, but not all of them. */
export const seedShape = (platforms: readonly EmulatedPlatform[]): Shape<Seed> =>
  converted(mapOf(anything), (seed, path, note) => {
    const named = platforms.filter((platform) => platform.seedKeys.some((key) => key in seed));
    for (const platform of named.length > 0 ? named : platforms) platform.seed.read(partOf(platform, seed), path, note);
    return seed;
  });

/** Checks a seed and cuts it into the platforms' parts. Throws Problem wrong-type or invalid-value. */
export function readSeed(seed: unknown, platforms: readonly EmulatedPlatform[]): ReadonlyMap<EmulatedPlatform, Seed> {
  // A copy, so that later changes of the caller's object have no effect.
  const own: Seed = JSON.parse(JSON.stringify(strictly(seedShape(platforms), seed)));
  return new Map(platforms.map((platform) => [platform, partOf(platform, own)]));
}

/** What a seed has for this platform; empty: nothing. */
export const partOf = ({ seedKeys }: EmulatedPlatform, seed: Seed): Seed =>
  Object.fromEntries(seedKeys.filter((key) => key in seed).map((key) => [key, seed[key]]));

/** Top-level keys of a seed that no platform reads: probably misspelled. `$schema` and `//` are for editors and people. */
export function unreadKeys(seed: object, platforms: readonly EmulatedPlatform[]): string[] {
  const known = new Set(["$schema", "//", ...platforms.flatMap((platform) => platform.seedKeys)]);
  return Object.keys(seed).filter((key) => !known.has(key));
}
