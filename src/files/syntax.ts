import type { Path } from "../schema/path";

/** Where a text breaks the rules of its language. */
export interface Flaw {
  readonly offset: number;
  /** a sentence */
  readonly reason: string;
}

/** A text as its language reads it. */
export interface Parsed {
  /** undefined where the text is not of this language at all */
  readonly value: unknown;
  readonly flaws: readonly Flaw[];
  /** where the value at a path begins, or the nearest one around it */
  readonly offsetOf: (path: Path) => number;
}

export type Syntax = (text: string) => Parsed;
