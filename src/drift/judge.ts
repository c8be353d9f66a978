import type { Origin } from "../reader/query";
import { type Baseline, isSame, knownAs } from "./baseline";
import { type Finding, isDrift } from "./finding";
import { type IgnoreRule, isAbout, isExpired } from "./ignore-rule";
import { countProducts, type JudgedFinding, type Report, type Source } from "./report";
import { since } from "./since";

/** What findings are judged by. */
export interface Judgement {
  readonly rules?: readonly IgnoreRule[];
  readonly baseline?: Baseline;
  readonly withVolatile?: boolean;
  /** the origin of claims that name none */
  readonly here?: Origin;
  readonly now?: Date;
}

/** Says of each finding whether it counts. What could not be checked always does. */
export function judge(
  sources: readonly Source[],
  findings: readonly Finding[],
  { rules = [], baseline, withVolatile = false, here, now = new Date() }: Judgement = {},
): Report {
  const matches = new Map(rules.map((rule) => [rule, 0]));
  const judged = findings.map((finding): JudgedFinding => {
    if (!isDrift(finding)) return { ...finding, state: "new" };
    const about = rules.filter((rule) => isAbout(rule, finding));
    for (const rule of about) matches.set(rule, (matches.get(rule) ?? 0) + 1);
    const valid = about.find((rule) => !isExpired(rule, now));
    const rule = valid ?? about[0];
    const before = baseline?.get(knownAs(finding));
    const isKnown = before !== undefined && isSame(before, finding);
    return {
      ...finding,
      state: valid ? "ignored" : isKnown ? "known" : "new",
      ...(rule && { rule }),
      ...(before && { before }),
    };
  });
  const claims = sources.flatMap((source) => source.claims);
  return {
    sources,
    products: countProducts(claims, here),
    withVolatile,
    findings: judged,
    rules: rules.map((rule) => ({ ...rule, expired: isExpired(rule, now), matches: matches.get(rule) ?? 0 })),
    since: baseline && since(baseline, { claims, findings, here, withVolatile }),
  };
}
