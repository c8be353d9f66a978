import { checkPresent, checkProductKey } from "../product/check-text";
import { type ProductWhere, whereAttributes } from "../product/where";
import { type ProductsArguments, productsQuery, type Query } from "../reader/query";
import { attributeAt, type Path } from "../schema/path";
import { converted, flag, members, oneMember, optional, ruled, type Shape, text } from "../schema/shape";
import { allRules, strictly, tableOf } from "../schema/strict";

export const whereShape: Shape<ProductWhere> = tableOf(whereAttributes, "filter", allRules);

const keyShape = ruled(text, checkProductKey);

const productsShape: Shape<ProductsArguments> = members({
  where: optional(whereShape),
  expression: optional(ruled(text, checkPresent)),
  details: optional(flag),
});

/** A question, read in one spelling for one meaning, and such that it can be asked. */
export const queryShape: Shape<Query> = converted(
  oneMember({ product: keyShape, products: productsShape }),
  (query): Query => ("products" in query ? productsQuery(query.products) : query),
);

/** Throws Problem for a question that no platform can answer, by the provider's rules, even if the lock file has an answer. */
export function checkQuery(query: Query): void {
  if ("product" in query) strictly(keyShape, query.product, attributeAt([], "productKey"));
  else strictly(productsShape, query.products);
}

/** A question that an author wrote. Throws Problem wrong-type or invalid-value. */
export const readQuery = (json: unknown, path: Path): Query => strictly(queryShape, json, path);
