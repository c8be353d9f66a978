import { harmless } from "../../schema/foreign-text";
import { version } from "../../version";
import type { KnownFinding } from "../baseline";
import type { IgnoreRule } from "../ignore-rule";
import {
  type AppliedRule,
  countProducts,
  countsOf,
  exitCodeOf,
  type JudgedFinding,
  REPORT_VERSION,
  type Report,
  type Source,
  unusedRules,
} from "../report";
import type { Format } from "./format";

/**
 * Everything, for programs; schemas/drift-report.schema.json says what it looks like. No time of the run: where all could be checked
 * the same state is the same bytes, so that the difference of two reports is what changed between them. Why something could not be
 * checked is told in words of that run, such as the id of a request.
 */
export const json: Format = {
  name: "json",
  print: (report) => `${harmless(JSON.stringify(plain(report), null, 2))}\n`,
};

const plain = (report: Report) => ({
  version: REPORT_VERSION,
  tool: { name: "cdktf-connect", version },
  exitCode: exitCodeOf(report),
  counts: countsOf(report),
  compared: report.sources.map(compared),
  withVolatile: report.withVolatile,
  findings: report.findings.map(finding),
  rules: report.rules.map((rule) => applied(rule, unusedRules(report).includes(rule))),
  ...(report.since && { gone: report.since.gone.map(known), unseen: report.since.unseen.map(known) }),
});

const compared = ({ file, kind, claims, leftOut }: Source) => ({
  file,
  kind,
  entries: claims.length,
  products: countProducts(claims),
  ...(leftOut && { leftOut: leftOut.length }),
});

const finding = ({ rule, before, state, reason, code, facts, ...rest }: JudgedFinding) => ({
  state,
  ...known(rest),
  ...(reason !== undefined && { reason }),
  ...(code !== undefined && { code }),
  ...(facts && { facts }),
  detail: rest.detail,
  place: rest.location,
  ...(before && { before: { actual: before.actual } }),
  ...(rule && { rule: ruleOf(rule) }),
});

/** What a later run needs to recognize a finding, and to tell of it when it is gone. */
const known = ({ kind, fingerprint, origin, query, productKey, attribute, summary, ...rest }: KnownFinding) => ({
  kind,
  fingerprint,
  origin: origin ?? null,
  query,
  productKey,
  attribute,
  ...("expected" in rest && { expected: rest.expected }),
  ...("actual" in rest && { actual: rest.actual }),
  summary,
});

const ruleOf = ({ number, product, attribute, kind, origin, reason, expires, location }: IgnoreRule) => ({
  number,
  product,
  attribute,
  kind,
  origin,
  reason,
  expires,
  place: location,
});

const applied = ({ expired, matches, ...rule }: AppliedRule, unused: boolean) => ({
  ...ruleOf(rule),
  expired,
  matches,
  unused,
});
