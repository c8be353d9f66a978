import { excesses } from "../product/bounds";
import { type Product, productAttributes } from "../product/product";
import { type Unread, unreadByProduct } from "../product/unread";
import type { Answer } from "../reader/ask";
import type { Progress } from "../reader/progress";
import { type Difference, differences } from "../schema/walk";
import type { Claim, ClaimedProduct } from "./claim";
import { type About, absent, beyond, changed, extra, type Finding, unknown, unreadable } from "./finding";
import type { Asked, Live } from "./live";

/** When more products than this left a list, it is another list: why each of them left is not asked one by one. */
const MAX_LEAVERS = 100;

export interface ExamineOptions {
  /** whether attributes count that change by themselves */
  readonly withVolatile?: boolean;
  readonly progress?: Progress;
}

/** Compares claims with the platform. What could not be checked is a finding, too: nothing is left out silently. */
export async function examine(
  claims: readonly Claim[],
  live: Live,
  { withVolatile = false, progress }: ExamineOptions = {},
): Promise<Finding[]> {
  await live.read(claims, progress);
  // A product that left a list is either gone or does not match any more: asked for by its key, the platform says which.
  await live.read(claims.flatMap((claim) => leavers(claim, live.reply(claim))));
  return claims.flatMap((claim) => findingsOf(claim, live, withVolatile));
}

function findingsOf(claim: Claim, live: Live, withVolatile: boolean): Finding[] {
  const { query, products } = claim;
  const answer = live.reply(claim);
  const about = { origin: live.originOf(claim), query, location: claim.location };
  if ("failed" in answer)
    return [unknown({ ...about, ...("product" in query && { productKey: query.product }) }, answer.failed)];
  const found = productsOf(claim, answer);
  const reasons = new Map(leavers(claim, answer).map((asked) => [asked.query.product, live.reply(asked)]));
  const unread = unreadByProduct(answer.unread);
  const ofClaimed = [...products].flatMap(([productKey, claimed]) => {
    const ofProduct = { ...about, productKey, location: () => claimed.locate() };
    const actual = found.get(productKey);
    if (claimed.expected === null) return actual ? [extra(ofProduct, actual)] : [];
    if (actual) return changes(claimed, actual, ofProduct, withVolatile, unread.get(productKey));
    return whyMissing(claimed, "product" in query ? answer : reasons.get(productKey), ofProduct, withVolatile);
  });
  const others = [...found].filter(([productKey]) => !products.has(productKey));
  return [...ofClaimed, ...others.map(([productKey, product]) => extra({ ...about, productKey }, product))];
}

/** What the platform knows of the products a claim is about, by key. */
function productsOf({ query }: Claim, answer: Answer): Map<string, Product> {
  const value = "failed" in answer ? null : answer.value;
  if ("product" in query) return new Map(value === null ? [] : [[query.product, value as Product]]);
  return new Map((value as readonly Product[]).map((product) => [product.productKey ?? "", product]));
}

/** The products that should be in a list and are not, each to be asked for by its key. */
function leavers(claim: Claim, answer: Answer): (Asked & { readonly query: { readonly product: string } })[] {
  if ("product" in claim.query || "failed" in answer) return [];
  const found = productsOf(claim, answer);
  const missing = [...claim.products].filter(([key, { expected }]) => expected !== null && !found.has(key));
  if (missing.length > MAX_LEAVERS) return [];
  return missing.map(([product]) => ({ origin: claim.origin, query: { product } }));
}

const changes = (
  { expected, locate }: ClaimedProduct,
  actual: Product,
  about: About,
  withVolatile: boolean,
  unread: readonly Unread[] = [],
): Finding[] => {
  const all = changesOf(expected ?? {}, actual, withVolatile);
  const ofChange = ({ attribute }: Pick<Difference, "attribute">) =>
    unread.filter((each) => isWithin(each.attribute, attribute));
  const { atLeast = null, atMost = null } = expected ?? {};
  const equal = new Set(all.map(({ attribute }) => attribute.join(".")));
  const outside = excesses({ atLeast, atMost }, actual).filter(({ attribute }) => !equal.has(attribute.join(".")));
  // A value that cannot be read is not another value.
  const unchecked = [...new Set([...all, ...outside].flatMap(ofChange))];
  return [
    ...all
      .filter((change) => ofChange(change).length === 0)
      .map((change) => changed({ ...about, location: () => locate(change.attribute) }, change, actual)),
    ...outside
      .filter((excess) => ofChange(excess).length === 0)
      .map((excess) =>
        beyond({ ...about, location: () => locate([excess.bound, ...excess.attribute]) }, excess, actual),
      ),
    ...(unchecked.length > 0 ? [unreadable(about, unchecked)] : []),
  ];
};

/** Whether one attribute is the other one, or inside it. */
const isWithin = (inner: readonly string[], outer: readonly string[]): boolean =>
  outer.every((name, index) => inner[index] === name);

/**
 * What has changed in a product that is there still may tell why it matches no more, and may as well be something that is ignored or
 * known: so that it left is said beside it.
 */
function whyMissing(
  claimed: ClaimedProduct,
  answer: Answer | undefined,
  about: About,
  withVolatile: boolean,
): Finding[] {
  if (answer === undefined || "failed" in answer) return [absent(about, "no match")];
  if (answer.value === null) return [absent(about, "gone")];
  return [...changes(claimed, answer.value as Product, about, withVolatile), absent(about, "no match")];
}

/**
 * Every attribute that is written down and means something else now; null is a value like any other. What changes by itself
 * (`volatile` in the attribute table) counts only when asked for.
 */
export const changesOf = (expected: Partial<Product>, actual: Product, withVolatile: boolean): Difference[] =>
  differences(productAttributes, expected, actual, {
    expectsNull: true,
    ignores: ({ volatile }) => volatile === true && !withVolatile,
  });
