import type { Origin } from "../reader/query";
import { stableText } from "../schema/stable-text";
import type { KnownFinding } from "./baseline";
import type { Claim } from "./claim";
import { type Finding, type FindingKind, findingKinds, isDrift } from "./finding";
import type { IgnoreRule } from "./ignore-rule";
import type { Since } from "./judge";

/** Of the JSON format; a change that readers would misunderstand raises it. */
export const REPORT_VERSION = 1;

/** `environment`: variables of another environment, whose products are compared with those of this one. */
export const sourceKinds = ["lock", "expectations", "environment"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A file something is written down in. */
export interface Source {
  readonly file: string;
  readonly kind: SourceKind;
  /** whether bootstrap has written it and may write it again; it replaces no other file */
  readonly byBootstrap?: boolean;
  /** what was compared of it */
  readonly claims: readonly Claim[];
  /** what was not, because it is about origins that the environment does not name; undefined: nothing was to be left out */
  readonly leftOut?: readonly Claim[];
}

/** `ignored`: a rule says so; `known`: a baseline has it with this very value; `new`: everything else. */
export type State = "new" | "known" | "ignored";

/** A finding with what becomes of it. */
export interface JudgedFinding extends Finding {
  readonly state: State;
  /** the rule that ignores it, or would if it were still valid */
  readonly rule?: IgnoreRule;
  /** what the baseline has of it; undefined: nothing, or there is none */
  readonly before?: KnownFinding;
}

/** A rule with what it did in this run. */
export interface AppliedRule extends IgnoreRule {
  readonly expired: boolean;
  /** findings it is about */
  readonly matches: number;
}

/** All that a comparison came to: what every format prints. */
export interface Report {
  readonly sources: readonly Source[];
  /** the origin that the environment names; undefined: none, or several */
  readonly here: Origin | undefined;
  /** how many are compared */
  readonly products: number;
  readonly withVolatile: boolean;
  readonly findings: readonly JudgedFinding[];
  readonly rules: readonly AppliedRule[];
  /** what of the baseline was not found; undefined: none was given */
  readonly since: Since | undefined;
}

/** How many products claims are about: each counts once, in however many entries and files it stands. */
export const countProducts = (claims: readonly Claim[], here?: Origin): number =>
  new Set(
    claims.flatMap(({ origin, products }) => {
      const at = stableText(origin ?? here ?? null);
      return [...products.keys()].map((key) => `${at} ${key}`);
    }),
  ).size;

/** Findings that count: neither ignored nor known. */
export const newFindings = ({ findings }: Pick<Report, "findings">): JudgedFinding[] =>
  findings.filter(({ state }) => state === "new");

/** Whether all that was to be compared was. */
export const isComplete = ({ findings }: Pick<Report, "findings">): boolean => findings.every(isDrift);

/** How the comparison ends: part of the contract, so it is the same in every format. */
export const exitCodeOf = (report: Pick<Report, "findings">): 0 | 1 | 2 => {
  if (!isComplete(report)) return 1;
  return newFindings(report).length > 0 ? 2 : 0;
};

export type Counts = Readonly<Record<FindingKind | "known" | "ignored", number>>;

/** How many findings of each kind count, and how many do not. */
export function countsOf({ findings }: Pick<Report, "findings">): Counts {
  const count = (matches: (finding: JudgedFinding) => boolean): number => findings.filter(matches).length;
  const ofKinds = findingKinds.map((kind) => [kind, count((one) => one.state === "new" && one.kind === kind)]);
  return {
    ...(Object.fromEntries(ofKinds) as Record<FindingKind, number>),
    known: count(({ state }) => state === "known"),
    ignored: count(({ state }) => state === "ignored"),
  };
}

/** Rules that are not needed any more: only a comparison of everything shows that. */
export const unusedRules = ({ rules, sources, findings }: Report): AppliedRule[] =>
  isComplete({ findings }) && sources.every(({ leftOut = [] }) => leftOut.length === 0)
    ? rules.filter(({ matches }) => matches === 0)
    : [];

/** Rules that have ended and would be needed. */
export const expiredRules = ({ rules }: Report): AppliedRule[] =>
  rules.filter(({ expired, matches }) => expired && matches > 0);
