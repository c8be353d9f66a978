import { emulators } from "../../emulator/list";
import type { EmulatedPlatform } from "../../emulator/shell/contract";
import { type AnyEmulator, FlagError, type Section } from "../../emulator/shell/definition";
import { partOf } from "../../emulator/shell/seed";
import { oneOf, UsageError } from "../usage";

export type PlatformSection = Section & { readonly platform: string };

/** One emulator as the command line asks for it. */
export interface Emulated {
  readonly emulator: AnyEmulator;
  readonly flags: Readonly<Record<string, string>>;
  readonly platform: EmulatedPlatform;
}

/** All emulators, with the flags that were written for each. Throws UsageError. */
export const openEmulators = (written: Readonly<Record<string, unknown>>): readonly Emulated[] =>
  emulators.map((emulator) => {
    const flags = flagsOf(emulator, written);
    return { emulator, flags, platform: emulator.open(flags) };
  });

function flagsOf({ flags }: AnyEmulator, written: Readonly<Record<string, unknown>>): Emulated["flags"] {
  const given = Object.entries(flags).flatMap(([name, { words }]) => {
    const text = written[name];
    if (typeof text !== "string") return [];
    return [[name, words ? oneOf(`--${name}: unknown value`, words, text) : text]];
  });
  return Object.fromEntries(given);
}

/** A seed with what flags add to it. Throws UsageError. */
export function completeSeed(seed: object, emulated: readonly Emulated[]): object {
  try {
    return emulated.reduce((soFar, { emulator, flags }) => emulator.completeSeed?.(soFar, flags) ?? soFar, seed);
  } catch (error) {
    throw error instanceof FlagError ? new UsageError(error.message) : error;
  }
}

/** The sections of the platforms that a seed has anything for. */
export const sectionsOf = (
  seed: Readonly<Record<string, unknown>>,
  endpoint: string,
  emulated: readonly Emulated[],
): PlatformSection[] =>
  emulated.flatMap(({ emulator, flags, platform }) => {
    const part = partOf(platform, seed);
    if (Object.keys(part).length === 0) return [];
    return { platform: platform.name, ...emulator.section(part, { endpoint, flags }) };
  });
