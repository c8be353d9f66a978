import { type Expectations, expectedOf, printExpectations } from "../drift/expectations";
import { refuseSecrets } from "../lock/lock-file";
import type { Product } from "../product/product";
import type { Inventory } from "./inventory";
import { markMember, markOf } from "./mark";
import { inertJson } from "./one-line";

/** The lasting attributes of each product, for `drift` to compare. */
export function printExpected({ origin, query, products: all }: Inventory, warn: (problem: string) => void): string {
  const products: Record<string, Partial<Product>> = Object.fromEntries(
    all.map((product) => {
      const attributes = Object.entries(expectedOf(product)).filter(([name, value]) => {
        const secret = looksSecret(value);
        if (secret)
          warn(
            `product ${inertJson(product.productKey)}: ${name} is left out, because one of its members has a name like a secret: drift does not compare it`,
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

/** Maps such as tags have free names; the rule is that of the lock file, which is committed too. */
function looksSecret(value: unknown): boolean {
  try {
    refuseSecrets(value, "");
    return false;
  } catch {
    return true;
  }
}
