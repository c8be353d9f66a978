import { printOrigin } from "../../reader/query";
import { atMost } from "../../schema/at-most";
import { count } from "../../schema/count";
import { harmless, oneLine, printValue } from "../../schema/foreign-text";
import { partsOf, printPart, printParts, printSide } from "../../schema/part";
import { stableText } from "../../schema/stable-text";
import { isDrift } from "../finding";
import { exitCodeOf, type JudgedFinding, newFindings, type Report } from "../report";
import type { Format } from "./format";
import { printLocation } from "./location";
import { allNotes, extent, sidesOf, summaryLine } from "./notes";
import { remedies } from "./remedies";

/** So many names stand for all products that one reason keeps from being checked, or that changed alike. */
const MAX_NAMES = 5;
/** More products, remarks or kinds of change than this are summed up. */
const MAX_BLOCKS = 20;

/** For people: plain lines that a terminal of any width may wrap. */
export const text: Format = {
  name: "text",
  print(report, { paint, verbose }) {
    const each = drifts(report);
    const most = verbose ? Number.POSITIVE_INFINITY : MAX_BLOCKS;
    const { blocks: shown, more } = each.length <= most ? { blocks: each, more: [] } : summed(report);
    const blocks = [
      report.sources.map((source) => `${oneLine(source.file)}: ${extent(source)}`),
      ...shown.map(([head = "", ...rest]) => [paint("bad", head), ...rest]),
      more,
      ...failures(report).map(([head = "", ...rest]) => [paint("doubtful", head), ...rest]),
      atMost(most, allNotes(report), (rest) => `… and ${rest} more; --verbose shows each`),
      remedies(report),
      [paint(exitCodeOf(report) === 0 ? "good" : "bad", summaryLine(report))],
    ];
    return blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.map((line) => `${line}\n`).join(""))
      .join("\n");
  },
};

/** What happened to many products: the same change of the same attribute once, the most frequent ones first. */
function summed(report: Report): { readonly blocks: string[][]; readonly more: string[] } {
  const found = newFindings(report).filter(isDrift);
  const identity = ({ kind, location, origin, attribute, expected, actual }: JudgedFinding) =>
    stableText([kind, location.file, origin ?? null, attribute ?? null, partsOf({ expected, actual })]);
  const origins = originsOf(found);
  const alike = groups(found, identity).sort((a, b) => b.length - a.length);
  const blocks = alike.slice(0, MAX_BLOCKS).map((ofChange) => {
    const [first] = ofChange as [JudgedFinding];
    return [
      `${first.kind}: ${count(ofChange.length, "product")}`,
      ...(first.kind === "changed" ? changeLines(first, sidesOf(report)) : []),
      `  ${names(ofChange)}`,
      `  in ${oneLine(first.location.file)}`,
      ...originLine(first, origins),
    ];
  });
  const rest = alike.slice(MAX_BLOCKS).flat().length;
  const others = rest > 0 ? `… and ${count(rest, "other difference")}; ` : "";
  return { blocks, more: [`${others}--verbose shows each product`] };
}

function names(findings: readonly JudgedFinding[]): string {
  const shown = findings.slice(0, MAX_NAMES).map(({ productKey }) => (productKey ? printValue(productKey) : "a list"));
  const more = findings.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const originsOf = (findings: readonly JudgedFinding[]): ReadonlySet<string> =>
  new Set(findings.map(({ origin }) => stableText(origin ?? null)));

/** Said only where a report is about several. */
const originLine = ({ origin }: Pick<JudgedFinding, "origin">, { size }: ReadonlySet<string>): string[] =>
  size > 1 && origin ? [`  of ${harmless(printOrigin(origin))}`] : [];

/** Each product that is not as recorded: what happened to it, where that stands, who did it. */
function drifts(report: Report): string[][] {
  const found = newFindings(report).filter(isDrift);
  const origins = originsOf(found);
  const identity = ({ kind, location, origin, query, productKey }: JudgedFinding) =>
    stableText([kind, location.file, origin ?? null, query, productKey ?? null]);
  return groups(found, identity).map((ofProduct) => {
    const { kind, origin, summary, detail, productKey, location } = ofProduct[0] as JudgedFinding;
    const isChanged = kind === "changed";
    return [
      `${kind}: ${isChanged ? `product ${printValue(productKey)}` : summary}`,
      ...ofProduct.flatMap((finding) => [
        ...(isChanged ? changeLines(finding, sidesOf(report)) : []),
        ...history(finding),
      ]),
      `  in ${[printLocation(location), ...otherLines(ofProduct)].join(", ")}`,
      ...originLine({ origin }, origins),
      ...(detail === "" ? [] : [`  ${detail}`]),
    ];
  });
}

/** The lines of further attributes, in one file with the first. */
const otherLines = ([first, ...rest]: readonly JudgedFinding[]): string[] =>
  [...new Set(rest.map(({ location }) => location.line))]
    .filter((line) => line !== undefined && line !== first?.location.line)
    .map(String);

const changeLines = ({ attribute = "", expected, actual }: JudgedFinding, [was, is]: Sides): string[] =>
  printParts(
    { expected, actual },
    (part) => `  ${printPart(attribute, part)}: ${was} ${printSide(part.expected)}, ${is} ${printSide(part.actual)}`,
  );

type Sides = ReturnType<typeof sidesOf>;

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
    const several = `${count(alike.length, "entry", "entries")} could not be checked: ${reason}`;
    return [
      `${kind}: ${alike.length === 1 ? summary : several}`,
      ...(alike.length === 1 ? [] : [`  ${names(alike)}`]),
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
