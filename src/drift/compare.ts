import { type Product, productAttributes } from "../product/product";
import type { Attributes } from "../schema/attribute";
import type { NestedType } from "../schema/object";
import { sameInner } from "../schema/type";

/** An attribute that is not what was written down. */
export interface Change {
  /** `["modelId"]`, `["aliyun", "netType"]` */
  readonly attribute: readonly string[];
  readonly expected: unknown;
  readonly actual: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Every attribute that is written down and means something else now; null is a value like any other. What changes by itself
 * (`volatile` in the attribute table) counts only when asked for.
 */
export const changesOf = (expected: Partial<Product>, actual: Product, withVolatile: boolean): Change[] =>
  compare(productAttributes, expected, actual, withVolatile);

function compare(attributes: Attributes, expected: Members, actual: Members, withVolatile: boolean): Change[] {
  return Object.entries(attributes).flatMap(([name, { type, volatile }]) => {
    const wanted = expected[name];
    const found = actual[name] ?? null;
    if (wanted === undefined || (volatile && !withVolatile)) return [];
    const { nested } = type as Partial<NestedType<unknown>>;
    if (nested && wanted !== null && found !== null)
      return compare(nested, wanted as Members, found as Members, withVolatile).map(({ attribute, ...change }) => ({
        ...change,
        attribute: [name, ...attribute],
      }));
    return sameInner(type, wanted, found) ? [] : [{ attribute: [name], expected: wanted, actual: found }];
  });
}
