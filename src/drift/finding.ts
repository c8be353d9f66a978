import { createHash } from "node:crypto";
import { type Excess, printBound } from "../product/bounds";
import type { Product } from "../product/product";
import { type Unread, unreadWarning } from "../product/unread";
import { type Origin, printAsked, type Query } from "../reader/query";
import { harmless, printValue } from "../schema/foreign-text";
import { printPart, printParts, printSide } from "../schema/part";
import { detailOf, type Facts, factsIn, type ProblemData } from "../schema/problem";
import { type ProblemCode, summaries } from "../schema/problem-codes";
import { stableText } from "../schema/stable-text";
import type { Difference } from "../schema/walk";
import type { Location } from "./claim";

/**
 * `changed`: an attribute is another one; `absent`: a product is gone; `extra`: one came that was not written down; `denied`: the
 * platform refuses access, so nothing is known; `unchecked`: nothing is known for another reason.
 */
export const findingKinds = ["changed", "absent", "extra", "denied", "unchecked"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something that is not, or perhaps not, as it was written down. */
export interface Finding {
  readonly kind: FindingKind;
  /** the same for the same finding in every run, independent of the values and of the location of the file */
  readonly fingerprint: string;
  /** undefined where not even that is known */
  readonly origin: Origin | undefined;
  readonly query: Query;
  /** undefined where a whole list could not be checked */
  readonly productKey?: string;
  /** of `changed`: `modelId`, `aliyun.netType` */
  readonly attribute?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** one line that says it all */
  readonly summary: string;
  /** more about it, or what to do; may be empty */
  readonly detail: string;
  /** of `denied` and `unchecked`: the same words for every product that nothing is known about for the same reason */
  readonly reason?: string;
  /** of `denied` and `unchecked`: the code of docs/errors.md, and what support asks for */
  readonly code?: ProblemCode;
  readonly facts?: Facts;
  readonly location: Location;
}

/** Whether the platform was heard, and said something else than what was written down. */
export const isDrift = ({ kind }: Pick<Finding, "kind">): boolean => kind !== "denied" && kind !== "unchecked";

/** What a finding is about. The line in a file is only looked for when there is a finding. */
export type About = Pick<Finding, "origin" | "query" | "productKey"> & { readonly location: () => Location };

export const changed = (about: About, { attribute, expected, actual }: Difference, product: Product): Finding => {
  const name = attribute.join(".");
  return finding("changed", about, {
    attribute: name,
    expected,
    actual,
    summary: `${ofProduct(about)}: ${printParts(
      { expected, actual },
      (part) => `${printPart(name, part)} changed from ${printSide(part.expected)} to ${printSide(part.actual)}`,
    ).join(", ")}`,
    detail: lastUpdate(product),
  });
};

/** A number that is not within the bound that is written down. */
export const beyond = (about: About, excess: Excess, product: Product): Finding => {
  const name = excess.attribute.join(".");
  const expected = printBound(excess);
  return finding("changed", about, {
    attribute: name,
    expected,
    actual: excess.actual,
    summary: `${ofProduct(about)}: ${name} is ${printValue(excess.actual)}, expected ${expected}`,
    detail: lastUpdate(product),
  });
};

export const absent = (about: About, reason: "gone" | "no match"): Finding =>
  finding("absent", about, {
    summary:
      reason === "gone"
        ? `${ofProduct(about)} does not exist any more`
        : `${ofProduct(about)} is no longer among ${printAsked(about.query)}`,
    detail: "",
  });

export const extra = (about: About, product: Product): Finding =>
  finding("extra", about, {
    summary:
      "product" in about.query
        ? `${ofProduct(about)} exists, but was recorded as absent`
        : `${ofProduct(about)} was not recorded among ${printAsked(about.query)}`,
    detail: product.productName === null ? "" : `Its name is ${printValue(product.productName)}.`,
  });

export const unknown = (about: About, problem: ProblemData): Finding =>
  finding(problem.denied ? "denied" : "unchecked", about, {
    summary: `${printAsked(about.query)} could not be checked: ${problem.summary}`,
    detail: detailOf(problem),
    reason: problem.summary,
    code: problem.code,
    ...factsIn(problem),
  });

/** Of a product with attributes that were written down and cannot be read. */
export function unreadable(about: About, unread: readonly Unread[]): Finding {
  const { code, detail, facts } = unreadWarning(unread);
  const names = unread.map(({ attribute }) => attribute.join("."));
  return finding("unchecked", about, {
    summary: `${ofProduct(about)} could not be checked: ${names.join(", ")} could not be read`,
    detail,
    reason: summaries[code],
    code,
    ...factsIn({ facts }),
  });
}

const ofProduct = ({ productKey }: About): string => `product ${printValue(productKey)}`;

export function finding(
  kind: FindingKind,
  { origin, query, productKey, location }: About,
  {
    summary,
    detail,
    ...rest
  }: Pick<Finding, "attribute" | "expected" | "actual" | "summary" | "detail" | "reason" | "code" | "facts">,
): Finding {
  const identity = stableText([kind, origin ?? null, query, productKey ?? null, rest.attribute ?? null]);
  const fingerprint = createHash("sha256").update(identity).digest("hex").slice(0, 32);
  return {
    kind,
    fingerprint,
    origin,
    query,
    ...(productKey !== undefined && { productKey }),
    ...rest,
    summary: harmless(summary),
    detail: harmless(detail),
    location: location(),
  };
}

const lastUpdate = ({ updateBy, updateTime }: Product): string => {
  const who = updateBy === null ? "" : ` by ${printValue(updateBy)}`;
  const when = updateTime === null ? "" : ` at ${updateTime}`;
  return who + when === "" ? "" : `Last updated${who}${when}.`;
};
