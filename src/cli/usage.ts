import { printValue } from "../schema/foreign-text";
import { didYouMean, listed, nearest } from "../schema/nearest";

/** A mistake in the command line; exit code 3. */
export class UsageError extends Error {}

/** One of the known words. Throws UsageError, which names similar ones; `unknown`: "unknown command". */
export function oneOf<T extends string>(unknown: string, known: readonly T[], written: string): T {
  const found = known.find((word) => word === written);
  if (found !== undefined) return found;
  throw new UsageError(`${unknown} ${printValue(written)}${hint(written, known)}; valid ones are ${listed(known)}`);
}

/** ` (did you mean verify?)`, or nothing. Words that begin with what was written come first. */
export function hint(written: string, known: readonly string[]): string {
  const begun = known.filter((word) => written !== "" && word.startsWith(written.toLowerCase()));
  const question = didYouMean(begun.length > 0 ? begun : nearest(written, known));
  return question && ` (${question})`;
}
