import type { CallContext } from "../plugin/provider";
import { optional, optionalWord, type Values } from "../schema/attribute";
import { list } from "../schema/collection";
import { object, objectMap } from "../schema/object";
import { attributeAt, keyAt } from "../schema/path";
import { Problem } from "../schema/problem";
import { words } from "../schema/text";
import { string } from "../schema/type";
import { differences } from "../schema/walk";
import { attributeProblem, expectPath, keysProblems, missingProblem, reportDrift } from "./drift";
import { expectable, expectsSomething } from "./expect";
import { type Product, productAttributes } from "./product";

// The key is an argument already.
const { id: _, productKey: __, ...ofProduct } = expectable(productAttributes);

const ofProducts = {
  productKeys: optional(list(string), "Keys of exactly the products that must match, in any order."),
  products: optional(
    objectMap(ofProduct),
    "Expected attributes of single products, by key. Each product must be among those that match.",
  ),
};

const rules =
  "Null means not set, so null itself cannot be expected. Maps and JSON text are compared as a whole, times as points in time. Terraform silently ignores unknown members; check the spelling.";

const onDrift = optionalWord(
  words("error", "warning"),
  "What to do if a value differs from `expect`: `error` (default) fails the plan, including destroy plans; `warning` only warns.",
);

/** The arguments of `connect_product` that state expected attributes. */
export const productExpectation = {
  expect: optional(
    object(ofProduct),
    `Attributes that the configuration relies on. Each that is set is compared with the platform's value at every read. ${rules}`,
  ),
  onDrift,
};

/** The same for `connect_products`. */
export const productsExpectation = {
  expect: optional(
    object(ofProducts),
    `Products and attributes that the configuration relies on, compared with those of the platform at every read. ${rules}`,
  ),
  onDrift,
};

type Warn = CallContext["warn"];

const compare = (expected: Values<typeof ofProduct>, product: Product) =>
  differences(ofProduct, expected, product, { expectsNull: false });

/** Compares a product with its expected attributes. Throws Problem not-as-expected, unless only warnings are wanted. */
export function checkProduct(
  { expect, onDrift }: Values<typeof productExpectation>,
  product: Product,
  warn: Warn,
): void {
  if (expect === null) return;
  if (!expectsSomething(expect)) warn(nothingExpected());
  const problems = compare(expect, product).map((difference) => attributeProblem(product, difference, expectPath));
  reportDrift(problems, onDrift, warn);
}

/** Compares the result of a search with what is expected. Throws Problem not-as-expected, unless only warnings are wanted. */
export function checkProducts(
  { expect, onDrift }: Values<typeof productsExpectation>,
  products: ReadonlyMap<string, Product>,
  warn: Warn,
): void {
  if (expect === null) return;
  const { productKeys } = expect;
  if (productKeys === null && Object.keys(expect.products ?? {}).length === 0) warn(nothingExpected());
  const ofKeys = productKeys === null ? [] : keysProblems(productKeys, [...products.keys()]);
  const named = new Set(productKeys);
  const ofSingle = Object.entries(expect.products ?? {}).flatMap(([key, expected]) => {
    const path = keyAt(attributeAt(expectPath, "products"), key);
    const product = products.get(key);
    // A missing key is reported once.
    if (product === undefined) return named.has(key) ? [] : [missingProblem(key, path)];
    return compare(expected, product).map((difference) => attributeProblem(product, difference, path));
  });
  reportDrift([...ofKeys, ...ofSingle], onDrift, warn);
}

const nothingExpected = (): Problem =>
  new Problem("nothing-expected", {
    path: expectPath,
    reason: "expect sets no member. Null means not set, and Terraform silently ignores unknown members.",
    remedy: "Set a member; check the spelling.",
  });
