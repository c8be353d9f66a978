import { printAsked, printOrigin } from "../../reader/query";
import { printValue } from "../../schema/foreign-text";
import { stableText } from "../../schema/stable-text";
import type { Claim } from "../claim";
import { isDrift } from "../finding";
import type { JudgedFinding, Report, Source } from "../report";
import type { Format } from "./format";
import { printLocation } from "./location";
import { element, xmlText } from "./xml";

/**
 * JUnit XML as the strictest of its readers has it (the XSD of Jenkins' xUnit plugin; a case has no attribute for its file there): a
 * suite for each file, a case for each product that is written down, for each that is too many, for each list that could not be read.
 */
export const junit: Format = {
  name: "junit",
  print(report) {
    const suites = report.sources.map((source) => ({ name: source.file, cases: distinct(casesOf(source, report)) }));
    const content = suites.map(({ name, cases }) =>
      element("testsuite", { name, ...totals(cases) }, cases.map((one) => printCase(one, name)).join("")),
    );
    const { skipped: _, ...all } = totals(suites.flatMap(({ cases }) => cases));
    const root = element("testsuites", { name: "cdktf-connect drift", ...all }, content.join(""));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
  },
};

interface Case {
  readonly name: string;
  readonly findings: readonly JudgedFinding[];
}

/** What a case of findings came to: the worst of them decides. */
function outcomeOf({ findings }: Case): "passed" | "failure" | "error" | "skipped" {
  if (findings.length === 0) return "passed";
  if (findings.some((finding) => !isDrift(finding))) return "error";
  return findings.some(({ state }) => state === "new") ? "failure" : "skipped";
}

function casesOf({ file, kind, claims }: Source, { findings }: Report): Case[] {
  // A lock file has entries of several origins; any other file is about one, which it may leave open.
  const idOf = ({ origin, query }: Pick<Claim, "origin" | "query">): string =>
    stableText(kind === "lock" ? [origin ?? null, query] : [query]);
  const byClaim = new Map<string, JudgedFinding[]>();
  for (const finding of findings.filter(({ location }) => location.file === file)) {
    const id = idOf(finding);
    const ofClaim = byClaim.get(id);
    if (ofClaim) ofClaim.push(finding);
    else byClaim.set(id, [finding]);
  }
  return claims.flatMap((claim) => casesOfClaim(claim, byClaim.get(idOf(claim)) ?? []));
}

function casesOfClaim({ origin, query, products }: Claim, findings: readonly JudgedFinding[]): Case[] {
  const where = origin === undefined ? "" : ` (${printOrigin(origin)})`;
  const name = (productKey: string) =>
    `product ${printValue(productKey)}${"product" in query ? "" : ` of ${printAsked(query)}`}${where}`;
  const ofList = findings.filter(({ productKey }) => productKey === undefined);
  // Of a list that could not be read no product passed.
  if (ofList.length > 0) return [{ name: `${printAsked(query)}${where}`, findings: ofList }];
  const byProduct = new Map<string, JudgedFinding[]>([...products.keys()].map((key) => [key, []]));
  for (const finding of findings) {
    const key = finding.productKey as string;
    byProduct.set(key, [...(byProduct.get(key) ?? []), finding]);
  }
  return [...byProduct].map(([key, ofProduct]) => ({ name: name(key), findings: ofProduct }));
}

function totals(cases: readonly Case[]) {
  const count = (outcome: string) => cases.filter((one) => outcomeOf(one) === outcome).length;
  return { tests: cases.length, failures: count("failure"), errors: count("error"), skipped: count("skipped") };
}

/** GitLab knows a case by its class and its name alone, in any suite. */
const printCase = (one: Case, file: string): string =>
  element("testcase", { classname: `drift.${file}`, name: one.name, time: "0" }, printOutcome(one));

/** Long searches are cut in the names of cases. */
function distinct(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const number = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, number);
    return number === 1 ? one : { ...one, name: `${one.name} (${number})` };
  });
}

function printOutcome(one: Case): string {
  const outcome = outcomeOf(one);
  if (outcome === "passed") return "";
  if (outcome === "skipped") return element("skipped", { message: one.findings.map(whySkipped).join("; ") });
  const told = one.findings.filter(({ state }) => state === "new");
  const first = told[0] as JudgedFinding;
  const message = told.length > 1 ? `${first.summary} (and ${told.length - 1} more)` : first.summary;
  const lines = told.flatMap(({ summary, detail, location }) => [
    `${printLocation(location)}: ${summary}`,
    ...(detail === "" ? [] : [detail]),
  ]);
  return element(outcome, { message, type: first.kind }, lines.map((line) => `${xmlText(line)}\n`).join(""));
}

const whySkipped = ({ state, summary, rule }: JudgedFinding): string =>
  state === "known" ? `known: ${summary}` : `ignored until ${rule?.expires} (${rule?.reason}): ${summary}`;
