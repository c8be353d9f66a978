import { count } from "../schema/count";
import type { Paint } from "../schema/paint";
import { version } from "../version";
import type { Check, Finding, State } from "./check";

const styles = { ok: "good", warning: "doubtful", failed: "bad", skipped: "quiet" } as const;
const STATE_WIDTH = 9;
/** Sentences in a narrower column than this cannot be read. */
const LEAST_ROOM = 40;

/** How wide lines may be, and whether states have colours. */
export interface Paper {
  readonly columns: number;
  readonly paint: Paint;
}

/** Prints each finding as one line, broken only where the paper ends. */
export function linePrinter(checks: readonly Check[], { columns, paint }: Paper): (finding: Finding) => string {
  const widest = Math.max(...checks.map(({ title }) => title.length)) + 2;
  const isNarrow = columns - STATE_WIDTH - widest < LEAST_ROOM;
  const indent = isNarrow ? STATE_WIDTH : STATE_WIDTH + widest;
  return ({ state, title, detail, remedy }) => {
    const word = state.padEnd(STATE_WIDTH);
    const text = remedy === undefined ? detail : `${detail} → ${remedy}`;
    const lines = isNarrow
      ? wrap(`${title}: ${text}`, columns - indent)
      : wrap(text, columns - indent).map((line, index) => (index === 0 ? `${title.padEnd(widest)}${line}` : line));
    return `${paint(styles[state], word)}${lines.join(`\n${" ".repeat(indent)}`)}\n`;
  };
}

/** What was skipped, as one line for each reason. */
export function skippedLines(findings: readonly Finding[], { columns, paint }: Paper): string {
  const titles = new Map<string, string[]>();
  for (const { state, detail, title } of findings)
    if (state === "skipped") titles.set(detail, [...(titles.get(detail) ?? []), title]);
  const word = "skipped".padEnd(STATE_WIDTH);
  const shown = paint(styles.skipped, word);
  return [...titles]
    .map(([detail, of]) => {
      const reason = of.length > 1 ? detail.replace(/^It needs /, "They need ") : detail;
      const lines = wrap(`${of.join(", ")}: ${reason}`, columns - STATE_WIDTH);
      return `${shown}${lines.join(`\n${" ".repeat(STATE_WIDTH)}`)}\n`;
    })
    .join("");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** How many checks ended how: `12 ok, 1 warning, 1 failed`. */
export function sum(findings: readonly Finding[]): string {
  const of = (state: State) => findings.filter((finding) => finding.state === state).length;
  return [
    `${of("ok")} ok`,
    of("warning") > 0 ? count(of("warning"), "warning") : "",
    `${of("failed")} failed`,
    of("skipped") > 0 ? `${of("skipped")} skipped` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

export const isFine = (findings: readonly Finding[]): boolean => findings.every(({ state }) => state !== "failed");

/** The report for programs and bug reports. */
export const jsonReport = (findings: readonly Finding[]) => ({
  ok: isFine(findings),
  package: version,
  node: process.versions.node,
  machine: `${process.platform} ${process.arch}`,
  checks: findings,
});
