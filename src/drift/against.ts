import type { Platform } from "../platforms/platform";
import { type Product, productAttributes } from "../product/product";
import { type Unread, unreadByProduct } from "../product/unread";
import { openReader } from "../reader/ask";
import type { Progress } from "../reader/progress";
import type { Query } from "../reader/query";
import { originOf, type Target } from "../reader/target";
import { printValue } from "../schema/foreign-text";
import { printPart, printParts, printSide } from "../schema/part";
import { differences } from "../schema/walk";
import { type About, type Finding, finding, unknown, unreadable } from "./finding";
import type { Source } from "./report";

/** What makes two products of two environments different objects, and says nothing of how they are built. */
const identities = new Set(["id", "productKey", "orgId", "createTime", "createBy"]);

const query: Query = { products: {} };

/** Two environments: what `here` has is expected of `there`. */
export interface Environments {
  readonly here: Target;
  readonly there: Target;
  /** that names the other one */
  readonly file: string;
}

/**
 * Reads the products of both environments, once each, and says in which they differ. Products are the same where their keys are, and
 * of the others those whose name is unique on both sides. Throws Problem where this environment cannot be read.
 */
export async function compareEnvironments(
  { here, there, file }: Environments,
  options: { readonly withVolatile?: boolean; readonly progress?: Progress },
): Promise<{ readonly source: Source; readonly findings: readonly Finding[] }> {
  const reader = openReader("drift");
  try {
    const questions = [here, there].map((target) => ({ target, query }));
    const [ours, theirs] = await reader.ask(questions, { progress: options.progress });
    if (ours === undefined || "failed" in ours) throw ours?.failed;
    const products = sorted(ours.value as readonly Product[]);
    const location = () => ({ file, line: undefined });
    const about = { origin: originOf(there), query, location };
    const expected = new Map(products.map((product) => [keyOf(product), { expected: product, locate: location }]));
    const claims = [{ ...about, products: expected }];
    const source: Source = { kind: "environment", file, claims };
    if (theirs === undefined || "failed" in theirs)
      return { source, findings: theirs ? [unknown(about, theirs.failed)] : [] };
    const isCompared = comparable(here.platform, there.platform, options.withVolatile ?? false);
    const unread = [...(ours.unread ?? []), ...(theirs.unread ?? [])].filter(({ attribute: [name = ""] }) =>
      isCompared(name),
    );
    const found = compare(products, sorted(theirs.value as readonly Product[]), about, { isCompared, unread });
    const unchecked = [...unreadByProduct(unread)].map(([productKey, each]) =>
      unreadable({ ...about, productKey }, each),
    );
    return { source, findings: [...found, ...unchecked] };
  } finally {
    await reader.close();
  }
}

const sorted = (products: readonly Product[]): readonly Product[] =>
  [...products].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const keyOf = ({ productKey }: Product): string => productKey ?? "";

/** Which attributes two environments have in common. */
function comparable(here: Platform, there: Platform, withVolatile: boolean): (name: string) => boolean {
  return (name) => {
    const attribute = name as keyof typeof productAttributes;
    return (
      !identities.has(name) &&
      (withVolatile || productAttributes[attribute].volatile !== true) &&
      [here, there].every(({ locations }) => locations[attribute])
    );
  };
}

function compare(
  ours: readonly Product[],
  theirs: readonly Product[],
  about: Omit<About, "productKey">,
  { isCompared, unread }: { readonly isCompared: (name: string) => boolean; readonly unread: readonly Unread[] },
): Finding[] {
  // A value that cannot be read is neither the same nor another one.
  const isUnread = (pair: readonly Product[], attribute: readonly string[]): boolean =>
    unread.some(
      (each) =>
        pair.some(({ productKey }) => productKey === each.productKey) && each.attribute.join() === attribute.join(),
    );
  const partners = pairs(ours, theirs);
  const taken = new Set(partners.values());
  const attributes = Object.fromEntries(Object.entries(productAttributes).filter(([name]) => isCompared(name)));
  return [
    ...ours.flatMap((product) => {
      const partner = partners.get(product);
      const ofProduct = { ...about, productKey: keyOf(product) };
      if (partner === undefined)
        return [finding("absent", ofProduct, { summary: `${named(product)} is only here`, detail: "" })];
      const found = differences(attributes, product, partner, { expectsNull: true });
      return found
        .filter(({ attribute }) => !isUnread([product, partner], attribute))
        .map(({ attribute, expected, actual }) => {
          const name = attribute.join(".");
          const parts = printParts(
            { expected, actual },
            (part) =>
              `${printPart(name, part)} is ${printSide(part.expected)} here and ${printSide(part.actual)} there`,
          );
          const summary = `${named(product)}: ${parts.join(", ")}`;
          return finding("changed", ofProduct, {
            attribute: name,
            expected,
            actual,
            summary,
            detail: there(partner, product),
          });
        });
    }),
    ...theirs
      .filter((product) => !taken.has(product))
      .map((product) =>
        finding(
          "extra",
          { ...about, productKey: keyOf(product) },
          { summary: `${named(product)} is only there`, detail: "" },
        ),
      ),
  ];
}

const there = (partner: Product, { productKey }: Product): string =>
  partner.productKey === productKey ? "" : `There it has the key ${printValue(partner.productKey)}.`;

const named = ({ productKey, productName }: Product): string =>
  `product ${printValue(productKey)}${productName === null ? "" : ` (${printValue(productName)})`}`;

/** The partner of each product that has one. */
function pairs(ours: readonly Product[], theirs: readonly Product[]): ReadonlyMap<Product, Product> {
  const byKey = new Map(theirs.map((product) => [keyOf(product), product]));
  const partners = new Map<Product, Product>();
  for (const product of ours) {
    const partner = byKey.get(keyOf(product));
    if (partner) partners.set(product, partner);
  }
  const taken = new Set(partners.values());
  const [left, right] = [
    byName(ours.filter((product) => !partners.has(product))),
    byName(theirs.filter((product) => !taken.has(product))),
  ];
  for (const [name, [product, ...others]] of left) {
    const [partner, ...more] = right.get(name) ?? [];
    if (product && partner && others.length + more.length === 0) partners.set(product, partner);
  }
  return partners;
}

function byName(products: readonly Product[]): Map<string, Product[]> {
  const named = new Map<string, Product[]>();
  for (const product of products) {
    if (!product.productName) continue;
    const name = product.productName.normalize();
    named.set(name, [...(named.get(name) ?? []), product]);
  }
  return named;
}
