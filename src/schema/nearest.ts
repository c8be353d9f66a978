import { distance } from "fastest-levenshtein";

const MOST = 3;

/**
 * The known words similar to the written one, ignoring case: at most a third of its length or two letters away, and with a letter
 * in common; nearest first, three at most.
 */
export function nearest(written: string, known: readonly string[]): string[] {
  const wanted = written.toLowerCase();
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((word) => ({ word, away: distance(wanted, word.toLowerCase()) }))
    .filter(({ word, away }) => away <= reach && away < Math.max(wanted.length, word.length))
    .sort((a, b) => a.away - b.away || (a.word < b.word ? -1 : 1))
    .slice(0, MOST)
    .map(({ word }) => word);
}

/** `did you mean A, B or C?`; empty without words. */
export const didYouMean = (words: readonly string[]): string =>
  words.length === 0 ? "" : `did you mean ${listed(words, "or")}?`;

/** The same as a sentence of its own. */
export const suggestion = (words: readonly string[]): string => didYouMean(words).replace("d", "D");

/** `A, B and C` */
export const listed = (words: readonly string[], and: "and" | "or" = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words.at(-1)}`;
