import { type Path, printPath } from "./path";
import { Problem } from "./problem";

/** Data that does not have the type its attribute declares. */
export const wrongType = (path: Path, expected: string, found: string): Problem =>
  new Problem("wrong-type", { path, reason: behind(path, `expected ${expected}, found ${found}.`) });

/** A sentence about a value, after its path if it has one. */
export const behind = (path: Path, sentence: string): string =>
  path.length === 0 ? sentence : `${printPath(path)}: ${sentence}`;

/** The result of a check, as a problem; nothing if the check passes. */
export const invalidValue = (path: Path, reason: string | undefined): Problem[] =>
  reason === undefined ? [] : [new Problem("invalid-value", { path, reason })];

/** Null where there must be a value. */
export const nullValue = (path: Path, reason: string, remedy: string): Problem =>
  new Problem("required-value-null", { path, reason, remedy });

/** Names the type of a value and never the value: it may be a secret. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "bigint") return "a number that cannot be represented exactly";
  if (typeof value === "number" && !Number.isInteger(value)) return "a fractional number";
  return `a ${typeof value}`;
}
