import { type Expectations, expectedOf, printExpectations } from "../drift/expectations";
import { refuseSecrets } from "../lock/secret-shaped";
import type { Product } from "../product/product";
import type { Inventory } from "./inventory";
import { markMember, markOf } from "./mark";
import { inertJson } from "./one-line";

/** All that lasts of each product, for `drift` to compare. */
export function printExpected({ origin, query, products: all }: Inventory, warn: (problem: string) => void): string {
  const products: Record<string, Partial<Product>> = Object.fromEntries(
    all.map((product) => {
      const attributes = Object.entries(expectedOf(product)).filter(([name, value]) => {
        const secret = looksSecret(value);
        if (secret)
          warn(
            `product ${inertJson(product.productKey)}: ${name} is left out as a whole, because something in it is named like a secret: drift will not compare it`,
          );
        return !secret;
      });
      return [product.productKey, Object.fromEntries(attributes)];
    }),
  );
  const expectations: Expectations = { origin, query, products };
  // Origin and query are members already.
  const { form, facts } = markOf({ origin, query }, products);
  const marked = { ...markMember({ form, facts }), ...expectations };
  return printExpectations(marked);
}

/** Tags and the like have names of their own; the rule is that of the lock file, which is committed as well. */
function looksSecret(value: unknown): boolean {
  try {
    refuseSecrets(value, "");
    return false;
  } catch {
    return true;
  }
}
