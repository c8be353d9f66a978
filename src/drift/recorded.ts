import { readOwnFile } from "../files/own-file";
import type { Entry } from "../lock/entry";
import { lockFile } from "../lock/lock-file";
import type { Product } from "../product/product";
import type { Claim, ClaimedProduct, Place } from "./claim";
import { type Expectations, expectationsFile } from "./expectations";

/** Claims of a lock file: each entry is one. Unlike a synth, a comparison needs a file that is there. Throws a Problem of a file. */
export function claimsOfLock(file: string): Claim[] {
  const { value, locate } = readOwnFile(file, lockFile);
  const place = (...path: Keys): Place => placeAt(locate, ["entries", ...path]);
  return [...value.values()].map((entry, index) => ({
    origin: entry.origin,
    query: entry.query,
    products: new Map(productsOf(entry, (path) => place(index, "value", ...path))),
    place: () => place(index),
  }));
}

type Keys = readonly (string | number)[];

function placeAt(locate: ReturnType<typeof readOwnFile>["locate"], keys: Keys): Place {
  const { file, line } = locate(keys.map((key) => ({ key })));
  return { file, line };
}

function* productsOf({ query, value }: Entry, place: (path: Keys) => Place): Iterable<[string, ClaimedProduct]> {
  if ("product" in query) {
    yield [query.product, { expected: value as Product | null, placeOf: (attribute = []) => place(attribute) }];
    return;
  }
  for (const [index, expected] of (value as readonly Product[]).entries())
    yield [expected.productKey ?? "", { expected, placeOf: (attribute = []) => place([index, ...attribute]) }];
}

/** Claims of an expectations file: one for all that match its query, or one for each product. Throws a Problem of a file. */
export function claimsOfExpectations(file: string): Claim[] {
  const { value, locate } = readOwnFile(file, expectationsFile);
  return claimsOf(value, (...path) => placeAt(locate, path));
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
