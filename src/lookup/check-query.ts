import { whereAttributes } from "../product/where";
import type { Attribute, Attributes } from "../schema/attribute";
import { LookupError } from "./error";
import type { Query } from "./query";

const filters: Attributes = whereAttributes;

/** Throws for a question no platform could answer, whatever the lock file says, by the rules of the provider. */
export function checkQuery(query: Query): void {
  if ("product" in query) {
    if (query.product.trim() === "") refuse("productKey", "It must not be empty.");
    return;
  }
  const { where = {}, expression } = query.products;
  if (expression?.trim() === "") refuse("expression", "It must not be empty; leave it out instead.");
  for (const [name, value] of Object.entries(where)) {
    const filter = filters[name];
    const problem = filter === undefined ? "There is no such filter." : problemOf(filter, value);
    if (problem !== undefined) refuse(`where.${name}`, problem);
  }
}

const problemOf = ({ check, type }: Attribute<unknown>, value: unknown): string | undefined =>
  check?.(value) ?? type.check?.(value, [])[0]?.detail;

function refuse(argument: string, problem: string): never {
  throw new LookupError("Invalid value", `${argument}: ${problem}`);
}
