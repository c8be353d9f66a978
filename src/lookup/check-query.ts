import { attributeAt } from "../schema/path";
import { strictly } from "../schema/strict";
import type { Query } from "./query";
import { keyShape, productsShape } from "./read-query";

/** Throws a Problem for a question no platform could answer, whatever the lock file says, by the rules of the provider. */
export function checkQuery(query: Query): void {
  if ("product" in query) strictly(keyShape, query.product, attributeAt([], "productKey"));
  else strictly(productsShape, query.products);
}
