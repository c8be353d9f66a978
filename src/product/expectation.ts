import type { CallContext } from "../plugin/provider";
import { computed, optional, optionalWord, type Values } from "../schema/attribute";
import { list } from "../schema/collection";
import { object, objectMap } from "../schema/object";
import { attributeAt, keyAt, type Path } from "../schema/path";
import { Problem } from "../schema/problem";
import { words } from "../schema/text";
import { string } from "../schema/type";
import { differences } from "../schema/walk";
import { type Bounds, boundsOf, excesses } from "./bounds";
import { attributeDrift, type Drift, excessDrift, expectPath, keysDrift, missingDrift, reportDrift } from "./drift";
import { expectable, expectsSomething } from "./expect";
import { nulls, unexpectedValues } from "./nulls";
import { type Product, productAttributes } from "./product";

// The key is an argument already.
const { id: _, productKey: __, ...values } = expectable(productAttributes);
const ofProduct = { ...values, nulls };

const ofProducts = {
  productKeys: optional(list(string), "Keys of exactly the products that must match, in any order."),
  products: optional(
    objectMap(ofProduct),
    "Expected attributes of single products, by key. Each product must be among those that match.",
  ),
};

const rules =
  "Null means not set; `nulls` names attributes that must be null. Maps and JSON text are compared as a whole, times as points in time. Terraform silently ignores unknown members; check the spelling.";

const onDrift = optionalWord(
  words("error", "warning"),
  "What to do if a value differs from `expect`, `at_least` or `at_most`: `error` (default) fails the plan, including destroy plans; `warning` only warns.",
);

const row = {
  attribute: computed(string, "Which attribute: `max_valid_day`, `aliyun.net_type`."),
  expected: computed(string, "What was expected of it, as text: maps as JSON, bounds as `at least 365`."),
  actual: computed(string, "What the platform says, as text."),
};

/** The arguments of `connect_product` that state expected attributes, and what differs from them. */
export const productExpectation = {
  expect: optional(
    object(ofProduct),
    `Attributes that the configuration relies on. Each that is set is compared with the platform's value at every read. ${rules}`,
  ),
  ...boundsOf("the product"),
  onDrift,
  drift: computed(
    list(object(row)),
    'What is not as `expect`, `at_least` and `at_most` say, with `on_drift = "warning"`; empty if all is.',
  ),
};

/** The same for `connect_products`. */
export const productsExpectation = {
  expect: optional(
    object(ofProducts),
    `Products and attributes that the configuration relies on, compared with those of the platform at every read. ${rules}`,
  ),
  ...boundsOf("each product that matches"),
  onDrift,
  drift: computed(
    list(object({ productKey: computed(string, "Of which product."), ...row })),
    'What is not as `expect`, `at_least` and `at_most` say, with `on_drift = "warning"`; empty if all is. Of a product that is missing or one too many, `attribute` is `product_key`, and `actual` or `expected` is null.',
  ),
};

type Warn = CallContext["warn"];
type Rows = NonNullable<Values<typeof productsExpectation>["drift"]>;

const compare = (expected: Values<typeof ofProduct>, product: Product, path: Path): Drift[] => [
  ...differences(values, expected, product, { expectsNull: false }).map((difference) =>
    attributeDrift(product, difference, path),
  ),
  ...unexpectedValues(expected.nulls, product).map((difference) =>
    attributeDrift(product, difference, path, attributeAt(path, "nulls")),
  ),
];

const outside = (bounds: Bounds, product: Product): Drift[] =>
  excesses(bounds, product).map((excess) => excessDrift(product, excess));

/**
 * Compares a product with what is expected of it. Returns what differs; throws Problem not-as-expected, unless only warnings are
 * wanted.
 */
export function checkProduct(
  { expect, onDrift, ...bounds }: Omit<Values<typeof productExpectation>, "drift">,
  product: Product,
  warn: Warn,
): Rows {
  if (expect !== null && !expectsSomething(expect)) warn(nothingExpected());
  const found = [...(expect === null ? [] : compare(expect, product, expectPath)), ...outside(bounds, product)];
  reportDrift(found, onDrift, warn);
  return found.flatMap(({ rows }) => rows);
}

/** Compares the result of a search with what is expected of it, in the same way. */
export function checkProducts(
  { expect, onDrift, ...bounds }: Omit<Values<typeof productsExpectation>, "drift">,
  products: ReadonlyMap<string, Product>,
  warn: Warn,
): Rows {
  const { productKeys = null, products: single } = expect ?? {};
  const ofSingle = Object.entries(single ?? {});
  if (expect !== null && productKeys === null && ofSingle.length === 0) warn(nothingExpected());
  const named = new Set(productKeys);
  const found = [
    ...(productKeys === null ? [] : keysDrift(productKeys, [...products.keys()])),
    ...ofSingle.flatMap(([key, expected]) => {
      const path = keyAt(attributeAt(expectPath, "products"), key);
      const product = products.get(key);
      // A missing key is reported once.
      if (product === undefined) return named.has(key) ? [] : [missingDrift(key, path)];
      return compare(expected, product, path);
    }),
    ...[...products.values()].flatMap((product) => outside(bounds, product)),
  ];
  reportDrift(found, onDrift, warn);
  return found.flatMap(({ rows }) => rows);
}

const nothingExpected = (): Problem =>
  new Problem("nothing-expected", {
    path: expectPath,
    reason: "expect sets no member. Null means not set, and Terraform silently ignores unknown members.",
    remedy: "Set a member; check the spelling.",
  });
