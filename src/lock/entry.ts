import { checkPresent, checkProductKey } from "../product/check-text";
import { type Product, productAttributes } from "../product/product";
import { type ProductWhere, whereAttributes } from "../product/where";
import { type Origin, type ProductsArguments, productsQuery, type Query } from "../reader/query";
import { printValue } from "../schema/foreign-text";
import { oneMember } from "../schema/one-member";
import { attributeAt, type Path } from "../schema/path";
import {
  anything,
  converted,
  flag,
  listOf,
  mapOf,
  members,
  mistake,
  optional,
  orNull,
  ruled,
  type Shape,
  text,
} from "../schema/shape";
import { stableText } from "../schema/stable-text";
import { allRules, strictly, tableOf } from "../schema/strict";
import { checkInner } from "../schema/type";
import { isComplete as hasAll } from "../schema/walk";

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

/** An answer: the product asked for, null where there is none, or the products that match, in the platform's order. */
export type Answer = Product | null | readonly Product[];

/** One question with the answer as it was recorded. */
export interface Entry {
  readonly origin: Origin;
  readonly query: Query;
  /** when the value was first seen as it is (RFC 3339) */
  readonly fetchedAt: string;
  readonly value: Answer;
}

/** Attributes of a product as they are recorded; an earlier version may have known fewer: see `isComplete`. */
export const productShape: Shape<Partial<Product>> = tableOf(productAttributes, "attribute", ({ type }, value, path) =>
  // A platform may send null for an element of a list or map, so only texts have rules.
  typeof value === "string" ? checkInner(type, value, path) : [],
);

export const originShape: Shape<Origin> = mapOf(text, attributeAt);

const parts = members({
  origin: originShape,
  query: queryShape,
  fetchedAt: ruled(text, (time) => (Number.isNaN(Date.parse(time)) ? "expected a time." : undefined)),
  value: anything,
});

/** One entry of a lock file. */
export const entryShape: Shape<Entry> = {
  label: "an object",
  schema: {
    ...parts.schema,
    required: Object.keys(parts.schema.properties as object),
    // What the value is depends on the question.
    anyOf: [
      { properties: { query: { required: ["product"] }, value: orNull(productShape).schema } },
      { properties: { query: { required: ["products"] }, value: listOf(productShape).schema } },
    ],
  },
  read(json, path, note) {
    const entry = parts.read(json, path, note);
    // What the value is depends on the question.
    if (entry.query !== undefined) answerTo(entry.query).read(entry.value, attributeAt(path, "value"), note);
    return entry as Entry;
  },
};

const answerTo = (query: Query): Shape<unknown> =>
  "products" in query
    ? listOf(productShape)
    : orNull(
        converted(productShape, ({ productKey = query.product }, path, note) => {
          if (productKey !== query.product)
            note(mistake(attributeAt(path, "productKey"), `expected ${printValue(query.product)}, found another key.`));
        }),
      );

/** The products of an answer to any question. */
export const productsIn = (answer: Answer): readonly Product[] =>
  ([answer].flat() as (Product | null)[]).filter((product) => product !== null);

/** Whether every product has all attributes this version knows; an earlier version may have known fewer. */
export const isComplete = ({ value }: Entry): boolean =>
  productsIn(value).every((product) => hasAll(productAttributes, product));

/** What of two entries counts. An unchanged value keeps the time it was first seen, unless the time is to be renewed. */
export const latest = (old: Entry | undefined, fresh: Entry, renew: boolean): Entry =>
  old !== undefined && !renew && stableText(old.value) === stableText(fresh.value) ? old : fresh;
