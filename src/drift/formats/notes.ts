import { count } from "../../schema/count";
import { oneLine } from "../../schema/foreign-text";
import { printRule } from "../ignore-rule";
import {
  type AppliedRule,
  countProducts,
  countsOf,
  expiredRules,
  isComplete,
  type JudgedFinding,
  newFindings,
  type Report,
  type Source,
  unusedRules,
} from "../report";

/** A remark with its location, for formats that point into files. */
export interface Note {
  readonly kind: "ignored" | "expired" | "unused" | "gone";
  readonly words: string;
  readonly location?: JudgedFinding["location"];
}

/** What does not count and still must be said: nothing disappears in silence. */
export function notesOf(report: Report): Note[] {
  const ignored = report.findings.filter(({ state }) => state === "ignored");
  return [
    ...ignored.map(({ summary, rule, location }) => ({
      kind: "ignored" as const,
      words: `${summary} (until ${rule?.expires}: ${rule?.reason})`,
      location,
    })),
    ...expiredRules(report).map((rule) => ({
      kind: "expired" as const,
      words: `${named(rule)} ended ${rule.expires}, ${again(rule.matches)} (${rule.reason})`,
      location: rule.location,
    })),
    ...unusedRules(report).map((rule) => ({
      kind: "unused" as const,
      words: `${named(rule)} matches nothing any more: remove it`,
      location: rule.location,
    })),
    ...(report.since?.gone ?? []).map(({ summary }) => ({
      kind: "gone" as const,
      words: `of the baseline, not found any more: ${summary}`,
    })),
  ].map((note) => ({ ...note, words: oneLine(note.words) }));
}

const again = (matches: number): string => `${count(matches, "finding")} ${matches === 1 ? "counts" : "count"} again`;

const named = (rule: AppliedRule): string =>
  `rule ${rule.number} of ${rule.location.file}:${rule.location.line} (${printRule(rule)})`;

/** The same as lines. */
export const allNotes = (report: Report): string[] => notesOf(report).map(({ kind, words }) => `${kind}: ${words}`);

/** `3 entries, 5 products; 2 entries of other origins left out` */
export function extent(source: Source): string {
  const entries = count(source.claims.length, "entry", "entries");
  const compared = `${entries}, ${count(countProducts(source.claims), "product")}`;
  if (source.leftOut === undefined) return compared;
  return `${compared}; ${count(source.leftOut.length, "entry", "entries")} of other origins left out`;
}

/** The whole report in one line of numbers. */
export function summaryLine(report: Report): string {
  const { known, ignored, ...kinds } = countsOf(report);
  const told = list({ ...kinds });
  const { gone = [], unseen = [] } = report.since ?? {};
  const ofBaseline = { "of the baseline gone": gone.length, "of the baseline not compared": unseen.length };
  const quiet = list({ known, ignored, ...ofBaseline });
  const findings = told === "" ? "" : `: ${told}`;
  return `${verdict(report)}${findings} in ${count(report.products, "product")}${quiet === "" ? "" : ` (${quiet})`}`;
}

function verdict(report: Report): string {
  if (!isComplete(report)) return "Not all could be checked";
  const isFound = newFindings(report).length > 0;
  if (isOfEnvironments(report)) return isFound ? "The environments differ" : "No difference";
  return isFound ? "Drift" : "No drift";
}

const isOfEnvironments = ({ sources }: Report): boolean => sources.some(({ kind }) => kind === "environment");

/** What the two sides of a difference are called. */
export const sidesOf = (report: Report): readonly [expected: string, actual: string] =>
  isOfEnvironments(report) ? ["here", "there"] : ["recorded", "now"];

const list = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${number} ${what}`)
    .join(", ");
