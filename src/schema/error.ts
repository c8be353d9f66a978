import { type Path, printPath } from "./path";

/**
 * What an error must carry to be shown to a practitioner as it is. Any class may: rooms below do not import each other.
 * An error without these fields is reported as a bug of ours.
 */
export interface Explained {
  /** a short sentence for people */
  readonly summary: string;
  /** the facts, and what to do */
  readonly detail: string;
  readonly path?: Path | undefined;
  /** where one error stands for several: each of them is shown by itself, instead of the sentence above */
  readonly findings?: readonly Finding[] | undefined;
}

export const isExplained = (error: unknown): error is Error & Explained =>
  error instanceof Error && "summary" in error && "detail" in error;

/** Something wrong with one configured value; collected rather than thrown, so that all are shown at once. */
export interface Finding extends Explained {
  readonly path: Path;
}

/** Data that does not have the type its attribute declares. */
export class ShapeError extends Error implements Explained {
  readonly summary = "Value of the wrong type";

  constructor(
    readonly path: Path,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${printPath(path)}: expected ${expected}, found ${found}`);
    this.name = "ShapeError";
  }

  get detail(): string {
    return `${this.message}.`;
  }
}

/** Names the type of a value and never the value: it may be a secret. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "bigint") return "a number that cannot be kept exactly";
  if (typeof value === "number" && !Number.isInteger(value)) return "a fractional number";
  return `a ${typeof value}`;
}
