import type { IConstruct } from "constructs";
import { productShape } from "../lock/entry";
import { checkProductKey } from "../product/check-text";
import { type Product, type platformAttributes, productAttributes } from "../product/product";
import { matcherOf } from "../product/where";
import { printValue } from "../schema/foreign-text";
import { nearest, suggestion } from "../schema/nearest";
import { attributeAt } from "../schema/path";
import { Problem } from "../schema/problem";
import { converted, listOf, ruled, type Shape, text } from "../schema/shape";
import { stableText } from "../schema/stable-text";
import { noteRepeated, strictly } from "../schema/strict";
import { walk } from "../schema/walk";
import { answerInstead, type LookUp } from "../synth/look-up";

type PlatformName = keyof typeof platformAttributes;

/** Any attributes of a product; those that are left out are null. `id` is always the product key. */
export type FakeProduct = Partial<Omit<Product, "productKey" | PlatformName>> & {
  readonly productKey: string;
} & { readonly [Name in PlatformName]?: Partial<NonNullable<Product[Name]>> | null };

/**
 * From now on, everything that an app reads at synth time (`atSynth`, `find`, `lookup`, `prefetch`) is answered from these products:
 * no platform is read, no variable is needed, and `connect.lock.json` is neither read nor written. A key that is not among them is
 * a product that does not exist. Searches apply their filters to these products, and keep their order. An `orgId` distinguishes only
 * products that have one. A later call replaces the products.
 *
 * @param scope the app, or anything in it
 * @throws Problem if a product has an unknown attribute, a value of another type, no key, or the key of another one
 * @example
 * fakeProducts(app, [{ productKey: "8f7KmDED", productType: "Device", maxValidDay: 1095 }]);
 * const { maxValidDay } = ConnectProduct.lookup(stack, { productKey: "8f7KmDED" });
 */
export function fakeProducts(scope: IConstruct, products: readonly FakeProduct[]): void {
  // Here, because `startEmulator` needs no CDK.
  require("../constructs/requirements");
  const { checkScope } = require("../constructs/check-scope") as typeof import("../constructs/check-scope");
  checkScope(scope, "fakeProducts", "/testing");
  const fakes = strictly(fakesShape, products, attributeAt([], "products")).map(complete);
  answerInstead(scope, (wanted) => answer(wanted, fakes));
}

const keyed = converted(productShape, (product, path, note) => {
  ruled(text, checkProductKey).read(product.productKey, attributeAt(path, "productKey"), note);
  return product as FakeProduct;
});

const fakesShape: Shape<readonly FakeProduct[]> = converted(listOf(keyed), (fakes, path, note) => {
  const identityOf = ({ productKey, orgId }: FakeProduct) => JSON.stringify([productKey, orgId ?? null]);
  noteRepeated(fakes, path, "productKey", note, identityOf);
  return fakes;
});

type Completion = [name: string, completed: (value: unknown) => unknown];

const completions = walk<Completion>(productAttributes, {
  leaf: (name) => [name, (value) => value ?? null],
  group: (name, _, inner) => [name, (value) => (value ? withNulls(inner, value as object) : null)],
});

const withNulls = (inner: readonly Completion[], value: object): object =>
  Object.fromEntries(inner.map(([name, completed]) => [name, completed((value as Record<string, unknown>)[name])]));

/** A copy, because what a program reads of it is frozen, with lists and maps in the order of the lock file. */
const complete = (fake: FakeProduct): Product =>
  JSON.parse(stableText({ ...withNulls(completions, fake), id: fake.productKey }));

function answer({ query, orgId }: LookUp, fakes: readonly Product[]) {
  const here = fakes.filter((fake) => orgId === undefined || fake.orgId === null || fake.orgId === orgId);
  if ("product" in query) {
    const value = here.find(({ productKey }) => productKey === query.product) ?? null;
    return value === null ? { value, absent: notFaked(query.product, here) } : { value };
  }
  const { where = {}, expression } = query.products;
  if (expression !== undefined)
    throw new Problem("expression-unsupported", {
      path: attributeAt([], "expression"),
      reason:
        "Only a platform can evaluate its search expressions, and the products of this app are those of fakeProducts.",
      remedy: "Use where, or startEmulator.",
    });
  const unmet = matcherOf(where);
  return { value: here.filter((fake) => unmet(fake) === undefined) };
}

function notFaked(key: string, here: readonly Product[]): Problem {
  const similar = nearest(
    key,
    here.map(({ productKey }) => productKey ?? ""),
  ).map((word) => printValue(word));
  const hint = suggestion(similar);
  return new Problem("product-not-found", {
    reason: `${printValue(key)} is not among the products that fakeProducts was given.`,
    remedy: [hint, "Add it there, with the attributes that the program reads."].filter(Boolean).join(" "),
  });
}
