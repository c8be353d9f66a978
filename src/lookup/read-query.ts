import { checkPresent, checkProductKey } from "../product/check-text";
import { type ProductWhere, whereAttributes } from "../product/where";
import type { Path } from "../schema/path";
import { converted, flag, members, oneMember, optional, ruled, type Shape, text } from "../schema/shape";
import { allRules, strictly, tableOf } from "../schema/strict";
import { type ProductsArguments, productsQuery, type Query } from "./query";

export const whereShape: Shape<ProductWhere> = tableOf(whereAttributes, "filter", allRules);

export const keyShape = ruled(text, checkProductKey);

export const productsShape: Shape<ProductsArguments> = members({
  where: optional(whereShape),
  expression: optional(ruled(text, checkPresent)),
  details: optional(flag),
});

/** A question, read in one spelling for one meaning, and such that it can be asked. */
export const queryShape: Shape<Query> = converted(
  oneMember({ product: keyShape, products: productsShape }),
  (query): Query => ("products" in query ? productsQuery(query.products) : query),
);

/** A question that an author wrote. Throws Problem wrong-type or invalid-value. */
export const readQuery = (json: unknown, path: Path): Query => strictly(queryShape, json, path);
