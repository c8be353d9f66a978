import { type Product, productAttributes } from "../product/product";
import type { Origin, Query } from "../reader/query";
import { printValue } from "../schema/foreign-text";
import { attributeAt } from "../schema/path";
import { anything, converted, listOf, mapOf, members, mistake, orNull, ruled, type Shape, text } from "../schema/shape";
import { stableText } from "../schema/stable-text";
import { tableOf } from "../schema/strict";
import { checkInner } from "../schema/type";
import { isComplete as hasAll } from "../schema/walk";
import { queryShape } from "./read-query";

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
