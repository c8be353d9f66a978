import { readFileSync } from "node:fs";
import type { Entry } from "../lookup/entry";
import { LookupError } from "../lookup/error";
import { readLock } from "../lookup/lock-file";
import type { Product } from "../product/product";
import type { Claim, ClaimedProduct, Place } from "./claim";
import { type Expectations, readExpectations } from "./expectations";
import { jsonLines } from "./json-lines";

/** Claims of a lock file: each entry is one. Throws an explained error. */
export function claimsOfLock(file: string): Claim[] {
  const text = read(file);
  const lineOf = jsonLines(text);
  const place = (...path: (string | number)[]): Place => ({ file, line: lineOf(["entries", ...path]) });
  return [...readLock(file).values()].map((entry, index) => ({
    origin: entry.origin,
    query: entry.query,
    products: new Map(productsOf(entry, (path) => place(index, "value", ...path))),
    place: () => place(index),
  }));
}

function* productsOf(
  { query, value }: Entry,
  place: (path: readonly (string | number)[]) => Place,
): Iterable<[string, ClaimedProduct]> {
  if ("product" in query) {
    yield [query.product, { expected: value as Product | null, placeOf: (attribute = []) => place(attribute) }];
    return;
  }
  for (const [index, expected] of (value as readonly Product[]).entries())
    yield [expected.productKey ?? "", { expected, placeOf: (attribute = []) => place([index, ...attribute]) }];
}

/** Claims of an expectations file: one for all that match its query, or one for each product. Throws an explained error. */
export function claimsOfExpectations(file: string): Claim[] {
  const text = read(file);
  const lineOf = jsonLines(text);
  return claimsOf(readExpectations(text, file), (...path) => ({ file, line: lineOf(path) }));
}

/** The same for expectations that stand in a file of another kind. */
export function claimsOf({ origin, query, products }: Expectations, place: (...path: string[]) => Place): Claim[] {
  const claimed = Object.entries(products).map(([key, expected]): [string, ClaimedProduct] => [
    key,
    { expected, placeOf: (attribute = []) => place("products", key, ...attribute) },
  ]);
  if (query) return [{ origin, query, products: new Map(claimed), place: () => place("query") }];
  return claimed.map(([key, product]) => ({
    origin,
    query: { product: key },
    products: new Map([[key, product]]),
    place: () => product.placeOf(),
  }));
}

/** Unlike a synth, which makes its lock file, a comparison needs one that is there. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new LookupError("File cannot be read", `${file}: ${(error as Error).message}.`);
  }
}
