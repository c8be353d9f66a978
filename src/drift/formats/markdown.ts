import { printValue } from "../../schema/foreign-text";
import { partsOf, printPart, printSide } from "../../schema/part";
import { isDrift } from "../finding";
import { type JudgedFinding, newFindings, type Report } from "../report";
import type { Format } from "./format";
import { printLocation } from "./location";
import { code, row, sentence } from "./markdown-text";
import { extent, notesOf, sidesOf, summaryLine } from "./notes";
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
      table(["product", "attribute", ...sidesOf(report), "where"], changed.flatMap(changes), ({ finding, part }) => [
        code(printValue(finding.productKey)),
        sentence(printPart(finding.attribute ?? "", part)),
        code(printSide(part.expected)),
        code(printSide(part.actual)),
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

const changes = (finding: JudgedFinding) => partsOf(finding).map((part) => ({ finding, part }));

function split<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function table<T>(heads: readonly string[], items: readonly T[], cells: (one: T) => string[]) {
  if (items.length === 0) return "";
  const rows = [heads, heads.map(() => "---"), ...items.slice(0, MAX_ROWS).map(cells)];
  return [...rows.map(row), ...rest(items.length)].join("\n");
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
