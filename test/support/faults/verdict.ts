import { summaries } from "../../../src/schema/problem-codes";
import { sightings } from "../canaries";
import type { Ended } from "./faces";
import { canaries } from "./platforms";

/** right: the true answer; error: one clear error and an exit code of failure; anything else is a text that says what was wrong. */
export type Verdict = "right" | "error" | string;

const { bug: _, ...known } = summaries as Readonly<Record<string, string>>;

/** Texts of V8, of Node and of libraries, which no message may have. */
const raw =
  /^\s+at .+[):]\d*$|node:internal|\b(?:Type|Range|Syntax|Reference|Aggregate)Error\b|Unexpected (?:token|end|non-white)|in JSON at position|Cannot read prop|is not (?:iterable|a function)|\[object |\bundefined\b|\bNaN\b|\b(?:UND_ERR|HPE|ERR)_|\bE(?:CONNRESET|PIPE|NOENT)\b/m;

/** What came of a run, by what the true answers are. */
export function verdictOf({ code, said, answer, flaw }: Ended, truths: readonly string[]): Verdict {
  const seen = sightings(said + answer, canaries);
  if (seen.length > 0 || /[0-9a-f]{64}/.test(said)) return `shows a secret: ${said}`;
  if (raw.test(said)) return `raw text: ${said}`;
  if (flaw) return flaw;
  if (code === 0) return truths.includes(answer) ? "right" : `a wrong answer: ${answer.slice(0, 2000)} ${said}`;
  if (code !== 1) return `ended with ${code}: ${said}`;
  const isKnown = [...Object.values(known), "Not a response from "].some((summary) => said.includes(summary));
  return isKnown ? "error" : `no clear error: ${said}`;
}
