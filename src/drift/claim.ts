import type { Product } from "../product/product";
import type { Origin, Query } from "../reader/query";

/** Where in a file something is written, for messages and annotations. */
export interface Location {
  /** as the user named it */
  readonly file: string;
  /** 1-based; undefined where it cannot be told */
  readonly line: number | undefined;
}

/** What is claimed of one product; null: that there is none. Only attributes that are written down count. */
export interface ClaimedProduct {
  readonly expected: Partial<Product> | null;
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
