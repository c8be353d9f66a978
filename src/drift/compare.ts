import { type Product, productAttributes } from "../product/product";
import { type Difference, differences } from "../schema/walk";

/**
 * Every attribute that is written down and means something else now; null is a value like any other. What changes by itself
 * (`volatile` in the attribute table) counts only when asked for.
 */
export const changesOf = (expected: Partial<Product>, actual: Product, withVolatile: boolean): Difference[] =>
  differences(productAttributes, expected, actual, {
    expectsNull: true,
    ignores: ({ volatile }) => volatile === true && !withVolatile,
  });
