import { demoSeed, emulators } from "../emulator/list";
import type { EmulatedPlatform } from "../emulator/shell/contract";
import type { AnyEmulator } from "../emulator/shell/definition";
import { faultShape } from "../emulator/shell/fault-shape";
import type { Fault } from "../emulator/shell/faults";
import { partOf, unreadKeys } from "../emulator/shell/seed";
import { attributeAt } from "../schema/path";
import {
  anything,
  converted,
  listOf,
  mapOf,
  members,
  mistake,
  oneOf,
  optional,
  type Shape,
  unknownName,
} from "../schema/shape";
import { strictly } from "../schema/strict";

type Seed = Readonly<Record<string, unknown>>;

interface Opened {
  readonly emulator: AnyEmulator;
  readonly platform: EmulatedPlatform;
}

/** What `startEmulator` was asked for. */
export interface Wanted {
  readonly seed: Seed;
  readonly faults: readonly Fault[];
  readonly opened: readonly Opened[];
  /** the texts of the emulators' own options */
  readonly flags: Readonly<Record<string, string>>;
  /** the platform that the environment leads to */
  readonly chosen: Opened;
}

/** Other flags name files, and a seed can have what is in them. */
const ownOptions: Readonly<Record<string, Shape<string | undefined>>> = Object.fromEntries(
  emulators.flatMap(({ flags }) =>
    Object.entries(flags).flatMap(([name, { words }]) => (words ? [[name, optional(oneOf(...words))]] : [])),
  ),
);

const platformNames = emulators.map((emulator) => emulator.open({}).name);

const shape = members(
  {
    seed: optional(mapOf(anything)),
    platform: optional(oneOf(...platformNames)),
    faults: optional(listOf(faultShape)),
    ...ownOptions,
  },
  { noun: "option" },
);

/** Throws Problem wrong-type or invalid-value for what is not an option, and for a platform that the seed has nothing of. */
export function readOptions(json: unknown): Wanted {
  const { seed = demoSeed, platform: name, faults = [], ...flags } = strictly(shape, json) as Options;
  const opened = emulators.map((emulator) => ({ emulator, platform: emulator.open(flags) }));
  const has = ({ platform }: Opened) => Object.keys(partOf(platform, seed)).length > 0;
  checkSeedKeys(seed, opened);
  const chosen = opened.find((each) => (name === undefined ? has(each) : each.platform.name === name)) as Opened;
  if (name !== undefined && !has(chosen))
    throw mistake(attributeAt([], "platform"), `the seed has nothing of ${chosen.emulator.title}.`);
  return { seed, faults, opened, flags, chosen };
}

type Options = {
  readonly seed?: Seed;
  readonly platform?: string;
  readonly faults?: readonly Fault[];
} & Readonly<Record<string, string>>;

/** Throws Problem invalid-value for a top-level member of a seed that no platform has. */
export function checkSeedKeys(seed: unknown, opened: readonly Opened[]): void {
  const platforms = opened.map(({ platform }) => platform);
  const known = platforms.flatMap(({ seedKeys }) => seedKeys);
  strictly(
    converted(mapOf(anything), (read, path, note) => {
      for (const key of unreadKeys(read, platforms)) note(unknownName(attributeAt(path, key), "member", key, known));
    }),
    seed,
    attributeAt([], "seed"),
  );
}
