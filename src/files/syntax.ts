import type { Path } from "../schema/path";

/** A syntax error in a text. */
export interface Flaw {
  readonly offset: number;
  /** a sentence */
  readonly reason: string;
}

/** A parsed text. */
export interface Parsed {
  /** undefined if the text cannot be parsed */
  readonly value: unknown;
  readonly flaws: readonly Flaw[];
  /** where the value at a path begins, or the nearest one around it */
  readonly offsetOf: (path: Path) => number;
}

export type Syntax = (text: string) => Parsed;
