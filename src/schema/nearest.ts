import { distance } from "fastest-levenshtein";

const MOST = 3;

/**
 * The known words that look like the written one, whatever their case: at most a third of its length away, or two letters, and with
 * a letter in common; nearest first, three at most.
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
