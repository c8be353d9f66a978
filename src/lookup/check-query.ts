import type { ProductWhere } from "../product/source";
import { checkQuotable, checkRegex, checkText } from "../product/where";
import { LookupError } from "./error";
import type { Query } from "./query";

type Check<T> = (value: T) => string | undefined;

const each = (values: readonly string[]): string | undefined =>
  values.map(checkQuotable).find((problem) => problem !== undefined);

/** The rules the provider has for the same arguments. */
const checks: { readonly [K in keyof ProductWhere]-?: Check<NonNullable<ProductWhere[K]>> } = {
  productKeys: each,
  modelId: checkText,
  productType: (value) =>
    ["Device", "Gateway"].includes(value) ? undefined : `It must be Device or Gateway; it is "${value}".`,
  nameContains: checkText,
  nameRegex: checkRegex,
  tags: (tags) => each(Object.values(tags)),
};

/** Throws for a question no platform could answer, whatever the lock file says. */
export function checkQuery(query: Query): void {
  if ("product" in query) {
    if (query.product.trim() === "") refuse("productKey", "It must not be empty.");
    return;
  }
  const { where = {}, expression } = query.products;
  if (expression?.trim() === "") refuse("expression", "It must not be empty; leave it out instead.");
  for (const [name, value] of Object.entries(where)) {
    const check = checks[name as keyof ProductWhere] as Check<unknown> | undefined;
    const problem = check === undefined ? "There is no such filter." : check(value);
    if (problem !== undefined) refuse(`where.${name}`, problem);
  }
}

function refuse(argument: string, problem: string): never {
  throw new LookupError("Invalid value", `${argument}: ${problem}`);
}
