import { printValue } from "../schema/foreign-text";
import { nearest } from "../schema/nearest";

/** The command line itself is wrong; exit code 3. */
export class UsageError extends Error {}

/** One of the words there are. Throws UsageError, which names those that look like what was written; `unknown`: "unknown command". */
export function oneOf<T extends string>(unknown: string, known: readonly T[], written: string): T {
  const found = known.find((word) => word === written);
  if (found !== undefined) return found;
  throw new UsageError(`${unknown} ${printValue(written)}${didYouMean(written, known)}; there are ${list(known)}`);
}

/** ` (did you mean verify?)`, or nothing. A word that is not written to its end is meant as well. */
export function didYouMean(written: string, known: readonly string[]): string {
  const begun = known.filter((word) => written !== "" && word.startsWith(written.toLowerCase()));
  const meant = begun.length > 0 ? begun : nearest(written, known);
  return meant.length === 0 ? "" : ` (did you mean ${list(meant, "or")}?)`;
}

/** `show, verify and refresh` */
function list(words: readonly string[], and = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words.at(-1)}`;
}
