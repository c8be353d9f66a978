import { type Expectations, expectedOf, printExpectations } from "../drift/expectations";
import { refuseSecrets } from "../lock/lock-file";
import type { Product } from "../product/product";
import { type Unread, unreadByProduct } from "../product/unread";
import { isObject } from "../schema/is-object";
import type { Inventory } from "./inventory";
import { markMember, markOf } from "./mark";
import { inertJson } from "./one-line";

/** The lasting attributes of each product, for `drift` to compare. */
export function printExpected(inventory: Inventory, warn: (problem: string) => void): string {
  const { origin, query, products: all, unread } = inventory;
  const unreadOf = unreadByProduct(unread);
  const products = Object.fromEntries(
    all.map((product) => [
      product.productKey,
      without(
        lasting(product, (problem) => warn(`${problem}: drift does not compare it`)),
        unreadOf.get(product.productKey ?? "") ?? [],
      ),
    ]),
  ) as Expectations["products"];
  const expectations: Expectations = { origin, query, products };
  // Origin and query are members already.
  const { form, facts } = markOf({ origin, query }, products);
  const marked = { ...markMember({ form, facts }), ...expectations };
  return printExpectations(marked);
}

/** Null stands for what cannot be read, and would be expected from then on. */
const without = (expected: Partial<Product>, unread: readonly Unread[]): Partial<Product> =>
  unread.reduce((members: object, { attribute }) => omit(members, attribute), expected);

function omit(members: object, [name = "", ...inner]: readonly string[]): object {
  const { [name]: member, ...others } = members as Record<string, unknown>;
  return inner.length > 0 && isObject(member) ? { ...members, [name]: omit(member, inner) } : others;
}

/** The attributes that do not change by themselves, without those that look as if they held a secret. */
export const lasting = (product: Product, warn: (problem: string) => void): Partial<Product> =>
  Object.fromEntries(
    Object.entries(expectedOf(product)).filter(([name, value]) => {
      const secret = looksSecret(value);
      if (secret)
        warn(
          `product ${inertJson(product.productKey)}: ${name} is left out, because one of its members has a name like a secret`,
        );
      return !secret;
    }),
  );

/** Maps such as tags have free names; the rule is that of the lock file, which is committed too. */
function looksSecret(value: unknown): boolean {
  try {
    refuseSecrets(value, "");
    return false;
  } catch {
    return true;
  }
}
