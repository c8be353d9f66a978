import type { EmulatedPlatform } from "./contract";

/** A flag of the command line that only one platform has; it takes a text. */
export interface Flag<W extends string = string> {
  /** stands for the text in the help */
  readonly letter: string;
  readonly help: string;
  /** the texts that it accepts; absent: any */
  readonly words?: readonly W[];
}

/** What was written for each flag. */
export type Flags<F> = { readonly [N in keyof F]?: F[N] extends Flag<infer W> ? W : string };

/** Text of a flag that cannot be used, as a message that begins with the flag. */
export class FlagError extends Error {}

/** An environment variable for programs that read the emulator. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** its member in the account of a seed */
  readonly member?: string;
  readonly secret?: boolean;
}

/** What the start screen says of a platform. */
export interface Section {
  /** with its edition or flavour, if it has several */
  readonly title: string;
  /** how many products, and where */
  readonly content: string;
  /** those that the account below can read */
  readonly products: readonly { readonly key: string; readonly name: string | null }[];
  /** the first one, which the variables name; undefined: there is none */
  readonly account: string | undefined;
  readonly variables: readonly Variable[];
}

/** An emulated platform as people meet it: flags, help, demo, start screen. */
export interface EmulatorDefinition<F extends Readonly<Record<string, Flag>>, S> {
  /** for people: "EnOS Connect" */
  readonly title: string;
  readonly flags: F;
  /** its members of a seed in short, and the vendor's name of the document that prints its products */
  readonly seedHelp: { readonly members: string; readonly document: string };
  /** its members of the seed that is used when no other is named; everything in it is public */
  readonly demo: S;
  /** A seed with what a flag adds to it; its shape is not checked yet. Throws FlagError. */
  completeSeed?(seed: object, flags: Flags<F>): object;
  open(flags: Flags<F>): EmulatedPlatform;
  /** A seed of these products, as the platform's JSON has them, and one account of made-up keys that may read all of them. */
  seedOf(products: readonly object[], origin: Readonly<Record<string, string>>): S;
  /** Only called with a seed that has the platform's members. */
  section(seed: S, running: { readonly endpoint: string; readonly flags: Flags<F> }): Section;
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of a seed is only known where the emulator is defined
export type AnyEmulator = EmulatorDefinition<Readonly<Record<string, Flag>>, any>;

export const defineEmulator = <const F extends Readonly<Record<string, Flag>>, S>(
  emulator: EmulatorDefinition<F, S>,
): AnyEmulator => emulator;

/** The keys of an account that only replays what was read; they protect nothing. */
export const madeUp = (member: string): string => `replay-${member}-public`;

/** `LTAI…  iot:QueryProduct  (1 of 2)`: the first of several accounts. */
export const firstAccount = (columns: readonly string[], accounts: readonly unknown[]): string =>
  [...columns, ...(accounts.length > 1 ? [`(1 of ${accounts.length})`] : [])].join("  ");

/** A list of words on the screen, or what to say when there are none. */
export const wordsOr = (none: string, words: readonly string[]): string => words.join(" ") || none;
