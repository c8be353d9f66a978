import { printOrigin } from "../../reader/query";
import { count } from "../../schema/count";
import { harmless, oneLine, printValue } from "../../schema/foreign-text";
import { stableText } from "../../schema/stable-text";
import { isDrift } from "../finding";
import { exitCodeOf, type JudgedFinding, newFindings, type Report } from "../report";
import type { Format } from "./format";
import { printLocation } from "./location";
import { allNotes, extent, summaryLine } from "./notes";
import { remedies } from "./remedies";

/** So many names stand for all products that one reason keeps from being checked. */
const MAX_NAMES = 5;

/** For people: plain lines that a terminal of any width may wrap. */
export const text: Format = {
  name: "text",
  print(report, { colours }) {
    const paint = (code: number, words: string) => (colours ? `\u001b[${code}m${words}\u001b[0m` : words);
    const blocks = [
      report.sources.map((source) => `${oneLine(source.file)}: ${extent(source)}`),
      ...drifts(report).map(([head = "", ...rest]) => [paint(31, head), ...rest]),
      ...failures(report).map(([head = "", ...rest]) => [paint(33, head), ...rest]),
      allNotes(report),
      remedies(report),
      [paint(exitCodeOf(report) === 0 ? 32 : 31, summaryLine(report))],
    ];
    return blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.map((line) => `${line}\n`).join(""))
      .join("\n");
  },
};

/** Each product that is not as recorded: what happened to it, where that stands, who did it. */
function drifts(report: Report): string[][] {
  const found = newFindings(report).filter(isDrift);
  const origins = new Set(found.map(({ origin }) => stableText(origin ?? null)));
  const identity = ({ kind, location, origin, query, productKey }: JudgedFinding) =>
    stableText([kind, location.file, origin ?? null, query, productKey ?? null]);
  return groups(found, identity).map((ofProduct) => {
    const { kind, origin, summary, detail, productKey, location } = ofProduct[0] as JudgedFinding;
    const isChanged = kind === "changed";
    return [
      `${kind}: ${isChanged ? `product ${printValue(productKey)}` : summary}`,
      ...ofProduct.flatMap((finding) => [...(isChanged ? [changeLine(finding)] : []), ...history(finding)]),
      `  in ${[printLocation(location), ...otherLines(ofProduct)].join(", ")}`,
      ...(origins.size > 1 && origin ? [`  of ${harmless(printOrigin(origin))}`] : []),
      ...(detail === "" ? [] : [`  ${detail}`]),
    ];
  });
}

/** The lines of further attributes, in one file with the first. */
const otherLines = ([first, ...rest]: readonly JudgedFinding[]): string[] =>
  [...new Set(rest.map(({ location }) => location.line))]
    .filter((line) => line !== undefined && line !== first?.location.line)
    .map(String);

const changeLine = ({ attribute, expected, actual }: JudgedFinding): string =>
  `  ${attribute}: recorded ${printValue(expected)}, now ${printValue(actual)}`;

/** How a finding relates to rules and to earlier runs. */
const history = ({ rule, before }: JudgedFinding): string[] => [
  ...(rule ? [`    was ignored until ${rule.expires} (rule ${rule.number}): ${oneLine(rule.reason)}`] : []),
  ...(before ? [`    changed further: in the baseline it was ${printValue(before.actual)}`] : []),
];

/** Each reason why products could not be checked, once. */
function failures(report: Report): string[][] {
  const found = report.findings.filter((finding) => !isDrift(finding));
  const identity = ({ kind, origin, reason }: JudgedFinding) => stableText([kind, origin ?? null, reason ?? null]);
  return groups(found, identity).map((alike) => {
    // The last one may say that the target was given up.
    const { kind, summary, detail, origin, reason } = alike.at(-1) as JudgedFinding;
    const names = alike.slice(0, MAX_NAMES).map(({ productKey }) => (productKey ? printValue(productKey) : "a list"));
    const more = alike.length > MAX_NAMES ? ` and ${alike.length - MAX_NAMES} more` : "";
    const several = `${count(alike.length, "entry", "entries")} could not be checked: ${reason}`;
    return [
      `${kind}: ${alike.length === 1 ? summary : several}`,
      ...(alike.length === 1 ? [] : [`  ${names.join(", ")}${more}`]),
      ...(origin ? [`  of ${harmless(printOrigin(origin))}`] : []),
      ...detail.split("\n").map((line) => `  ${line}`),
    ];
  });
}

/** What belongs together, in the order in which each group begins. */
function groups(findings: readonly JudgedFinding[], identity: (finding: JudgedFinding) => string): JudgedFinding[][] {
  const byIdentity = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const key = identity(finding);
    const group = byIdentity.get(key);
    if (group) group.push(finding);
    else byIdentity.set(key, [finding]);
  }
  return [...byIdentity.values()];
}
