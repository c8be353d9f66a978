import { readOwnFile } from "../files/own-file";
import type { Entry } from "../lock/entry";
import { lockFile } from "../lock/lock-file";
import type { Product } from "../product/product";
import type { Origin, Query } from "../reader/query";
import { type Expected, expectationsFile } from "./expectations";

/** Where in a file something is written, for messages and annotations. */
export interface Location {
  /** as the user named it */
  readonly file: string;
  /** 1-based; undefined where it cannot be told */
  readonly line: number | undefined;
}

/** What is claimed of one product; null: that there is none. Only attributes that are written down count. */
export interface ClaimedProduct {
  readonly expected: Expected | null;
  /** where it stands, or one of its attributes: `["aliyun", "netType"]` */
  readonly locate: (attribute?: readonly string[]) => Location;
}

/** One thing that is written down about a platform and can be held against it. */
export interface Claim {
  /** undefined: the one that the environment names */
  readonly origin: Origin | undefined;
  /** a product by its key, or all products that match: then one more is a finding */
  readonly query: Query;
  /** by product key */
  readonly products: ReadonlyMap<string, ClaimedProduct>;
  readonly location: () => Location;
}

/** Claims of a lock file: each entry is one. Unlike a synth, a comparison needs a file that is there. Throws a Problem of a file. */
export function claimsOfLock(file: string): Claim[] {
  const { value, locate } = readOwnFile(file, lockFile);
  const location = (...path: Keys): Location => locationAt(locate, ["entries", ...path]);
  return [...value.entries.values()].map((entry, index) => ({
    origin: entry.origin,
    query: entry.query,
    products: new Map(productsOf(entry, (path) => location(index, "value", ...path))),
    location: () => location(index),
  }));
}

type Keys = readonly (string | number)[];

function locationAt(locate: ReturnType<typeof readOwnFile>["locate"], keys: Keys): Location {
  const { file, line } = locate(keys.map((key) => ({ key })));
  return { file, line };
}

function* productsOf({ query, value }: Entry, location: (path: Keys) => Location): Iterable<[string, ClaimedProduct]> {
  if ("product" in query) {
    yield [query.product, { expected: value as Product | null, locate: (attribute = []) => location(attribute) }];
    return;
  }
  for (const [index, expected] of (value as readonly Product[]).entries())
    yield [expected.productKey ?? "", { expected, locate: (attribute = []) => location([index, ...attribute]) }];
}

/** Claims of an expectations file: one for all that match its query, or one for each product. Throws a Problem of a file. */
export function claimsOfExpectations(file: string): Claim[] {
  const { value, locate } = readOwnFile(file, expectationsFile);
  const { origin, query, products } = value;
  const location = (...path: string[]) => locationAt(locate, path);
  const claimed = Object.entries(products).map(([key, expected]): [string, ClaimedProduct] => [
    key,
    { expected, locate: (attribute = []) => location("products", key, ...attribute) },
  ]);
  if (query) return [{ origin, query, products: new Map(claimed), location: () => location("query") }];
  return claimed.map(([key, product]) => ({
    origin,
    query: { product: key },
    products: new Map([[key, product]]),
    location: () => product.locate(),
  }));
}
