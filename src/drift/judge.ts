import type { Origin, Query } from "../reader/query";
import { stableText } from "../schema/stable-text";
import { isVolatile } from "./attribute-names";
import { type Baseline, isSame, type KnownFinding, knownAs } from "./baseline";
import type { Claim } from "./claim";
import { type Finding, isDrift } from "./finding";
import { type IgnoreRule, isAbout, isExpired } from "./ignore-rule";
import { countProducts, type JudgedFinding, type Report, type Source } from "./report";

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
    here,
    products: countProducts(claims, here),
    withVolatile,
    findings: judged,
    rules: rules.map((rule) => ({ ...rule, expired: isExpired(rule, now), matches: matches.get(rule) ?? 0 })),
    since: baseline && since(baseline, { claims, findings, here, withVolatile }),
  };
}

/** What a run looked at, and what it found. */
export interface Run {
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
  /** the origin of claims that name none */
  readonly here: Origin | undefined;
  readonly withVolatile: boolean;
}

/** What of a baseline a run does not find: `gone` where it looked, `unseen` where it did not or got no answer. */
export interface Since {
  readonly gone: readonly KnownFinding[];
  readonly unseen: readonly KnownFinding[];
}

export function since(baseline: Baseline, { claims, findings, here, withVolatile }: Run): Since {
  const idOf = (origin: Origin | undefined, query: Query): string => stableText([origin ?? null, query]);
  const unheard = new Set(
    findings.filter((finding) => !isDrift(finding)).map(({ origin, query }) => idOf(origin, query)),
  );
  const heard = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = idOf(claim.origin ?? here, claim.query);
    if (!unheard.has(id)) heard.set(id, [...(heard.get(id) ?? []), claim]);
  }
  const isSeen = (known: KnownFinding): boolean =>
    (withVolatile || !isVolatile(known.attribute)) &&
    (heard.get(idOf(known.origin ?? undefined, known.query)) ?? []).some((claim) => isCompared(known, claim));
  const found = new Set(findings.map(knownAs));
  const missing = [...baseline].flatMap(([key, known]) => (found.has(key) ? [] : [known]));
  return { gone: missing.filter(isSeen), unseen: missing.filter((known) => !isSeen(known)) };
}

/** Whether a claim has something to say of the attribute, or of the product as a whole. */
function isCompared({ productKey = "", attribute }: KnownFinding, { products }: Claim): boolean {
  let expected: unknown = products.get(productKey)?.expected;
  for (const name of attribute?.split(".") ?? []) {
    if (expected === null || expected === undefined) break;
    expected = (expected as Readonly<Record<string, unknown>>)[name];
    if (expected === undefined) return false;
  }
  return true;
}
