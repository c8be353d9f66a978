import type { CallContext } from "../plugin/provider";
import { oneOf, optional, type Values } from "../schema/attribute";
import { object, objectMap } from "../schema/object";
import { attributeAt, keyAt } from "../schema/path";
import { list, string } from "../schema/type";
import { differences } from "../schema/walk";
import { attributeFinding, expectPath, keysFindings, missingFinding, reportDrift } from "./drift";
import { expectable, expectsSomething } from "./expect";
import { type Product, productAttributes } from "./product";

// Whoever asks for a product names its key already.
const { id: _, productKey: __, ...ofProduct } = expectable(productAttributes);

const ofProducts = {
  productKeys: optional(list(string), "Keys of all products that must match, neither more nor fewer, in any order."),
  products: optional(
    objectMap(ofProduct),
    "What is expected of single products, by key. Each must be among those that match; all of what is set must hold.",
  ),
};

const rules =
  "Null counts as not set, so null itself cannot be expected; an expected map or JSON text is compared as a whole, a time as a moment. Mind the spelling: Terraform drops members it does not know without a word.";

const onDrift = optional(
  string,
  "What happens when something is not as expected: `error` (default) ends the plan, one for `destroy` as well; `warning` only tells.",
  { check: oneOf("error", "warning") },
);

/** The arguments of `connect_product` that say what its product must be like. */
export const productExpectation = {
  expect: optional(
    object(ofProduct),
    `What the configuration relies on: each attribute that is set is compared with the platform's value at every read. ${rules}`,
  ),
  onDrift,
};

/** The same of `connect_products`. */
export const productsExpectation = {
  expect: optional(
    object(ofProducts),
    `What the configuration relies on, compared with the platform's answer at every read. ${rules}`,
  ),
  onDrift,
};

type Warn = CallContext["warn"];

const compare = (expected: Values<typeof ofProduct>, product: Product) =>
  differences(ofProduct, expected, product, { expectsNull: false });

/** Holds a product against what was expected of it. Throws DriftError, unless only warnings are wanted. */
export function checkProduct(
  { expect, onDrift }: Values<typeof productExpectation>,
  product: Product,
  warn: Warn,
): void {
  if (expect === null) return;
  if (!expectsSomething(expect)) warn(nothingExpected);
  const findings = compare(expect, product).map((difference) => attributeFinding(product, difference, expectPath));
  reportDrift(findings, onDrift, warn);
}

/** Holds the answer of a search against what was expected of it. Throws DriftError, unless only warnings are wanted. */
export function checkProducts(
  { expect, onDrift }: Values<typeof productsExpectation>,
  products: ReadonlyMap<string, Product>,
  warn: Warn,
): void {
  if (expect === null) return;
  const { productKeys } = expect;
  if (productKeys === null && Object.keys(expect.products ?? {}).length === 0) warn(nothingExpected);
  const ofKeys = productKeys === null ? [] : keysFindings(productKeys, [...products.keys()]);
  const named = new Set(productKeys);
  const ofSingle = Object.entries(expect.products ?? {}).flatMap(([key, expected]) => {
    const path = keyAt(attributeAt(expectPath, "products"), key);
    const product = products.get(key);
    // A key that is missing is told once.
    if (product === undefined) return named.has(key) ? [] : [missingFinding(key, path)];
    return compare(expected, product).map((difference) => attributeFinding(product, difference, path));
  });
  reportDrift([...ofKeys, ...ofSingle], onDrift, warn);
}

const nothingExpected = {
  path: expectPath,
  summary: "Nothing is expected",
  detail:
    "expect has no member that is set. Null counts as not set (it cannot be expected), and Terraform drops members it does not know, such as a misspelt one, without a word.",
};
