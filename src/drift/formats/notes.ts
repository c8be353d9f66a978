import { count } from "../../schema/count";
import { oneLine } from "../../schema/foreign-text";
import { printRule } from "../ignore-rule";
import { type AppliedRule, expiredRules, type JudgedFinding, type Report, unusedRules } from "../report";

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
