import { printValue } from "../../schema/foreign-text";
import { isDrift } from "../finding";
import { type JudgedFinding, newFindings, type Report } from "../report";
import type { Format } from "./format";
import { printLocation } from "./location";
import { code, row, sentence } from "./markdown-text";
import { extent, notesOf, summaryLine } from "./notes";
import { remedies } from "./remedies";

/** A summary that takes no more is read; the rest is in the other formats. */
const MAX_ROWS = 50;

/** For the summary of a job, or a comment. */
export const markdown: Format = {
  name: "markdown",
  print(report) {
    const found = newFindings(report);
    const [changed, others] = split(found.filter(isDrift), ({ kind }) => kind === "changed");
    const failed = found.filter((finding) => !isDrift(finding));
    const blocks = [
      `## ${summaryLine(report)}`,
      table(["product", "attribute", "recorded", "now", "where"], changed, (finding) => [
        code(printValue(finding.productKey)),
        sentence(finding.attribute ?? ""),
        code(printValue(finding.expected)),
        code(printValue(finding.actual)),
        code(printLocation(finding.location)),
      ]),
      table(["what", "where"], others, ({ summary, location }) => [sentence(summary), code(printLocation(location))]),
      table(["could not be checked", "why"], failed, ({ summary, detail }) => [sentence(summary), sentence(detail)]),
      list(notesOf(report).map(({ kind, words }) => `**${kind}** ${sentence(words)}`)),
      steps(report),
      // A paragraph, so that this is no more of the list before it.
      "Compared:",
      list(report.sources.map((source) => `${code(source.file)}: ${sentence(extent(source))}`)),
    ];
    return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
  },
};

function split<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function table(heads: readonly string[], findings: readonly JudgedFinding[], cells: (one: JudgedFinding) => string[]) {
  if (findings.length === 0) return "";
  const rows = [heads, heads.map(() => "---"), ...findings.slice(0, MAX_ROWS).map(cells)];
  return [...rows.map(row), ...rest(findings.length)].join("\n");
}

const list = (items: readonly string[]): string =>
  [...items.slice(0, MAX_ROWS).map((item) => `- ${item}`), ...rest(items.length)].join("\n");

const rest = (length: number): string[] => (length > MAX_ROWS ? ["", `… and ${length - MAX_ROWS} more`] : []);

function steps(report: Report): string {
  const [head, ...lines] = remedies(report);
  // A command is to be copied, anything else to be read.
  const step = (line: string) => (line.startsWith("npx ") ? code(line) : sentence(line));
  return head === undefined ? "" : `${head}\n\n${list(lines.map((line) => step(line.trim())))}`;
}
