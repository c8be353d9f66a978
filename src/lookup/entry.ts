import { type Product, productAttributes } from "../product/product";
import type { Attributes } from "../schema/attribute";
import { printValue } from "../schema/foreign-text";
import type { NestedType } from "../schema/object";
import { attributeAt, keyAt, type Path } from "../schema/path";
import { isComplete as hasAll } from "../schema/walk";
import { describe, wrongType } from "../schema/wrong-type";
import { members, text, texts } from "./members";
import type { Origin, Query } from "./query";
import { readQuery } from "./read-query";
import { stableText } from "./stable-text";

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

/** Reads one entry of a lock file; throws Problem wrong-type. Attributes the entry lacks stay missing: see `isComplete`. */
export function readEntry(json: unknown, path: Path): Entry {
  const { origin, query, fetchedAt, value } = members(json, path, ["origin", "query", "fetchedAt", "value"]);
  const asked = readQuery(query, attributeAt(path, "query"));
  const places = texts(origin, attributeAt(path, "origin"));
  if (Number.isNaN(Date.parse(text(fetchedAt, attributeAt(path, "fetchedAt")))))
    throw wrongType(attributeAt(path, "fetchedAt"), "a time", "another text");
  const at = attributeAt(path, "value");
  if ("product" in asked) checkKey(value, asked.product, at);
  return {
    origin: places,
    query: asked,
    fetchedAt: fetchedAt as string,
    value:
      "products" in asked ? readList(value, at) : value === null ? null : readProduct(productAttributes, value, at),
  };
}

/** An answer about another product is none. */
function checkKey(value: unknown, productKey: string, path: Path): void {
  const { productKey: found = productKey } = (value ?? {}) as { readonly productKey?: unknown };
  if (found !== productKey) throw wrongType(attributeAt(path, "productKey"), printValue(productKey), "another key");
}

/** The products of an answer, whatever was asked. */
export const productsIn = (answer: Answer): readonly Product[] =>
  ([answer].flat() as (Product | null)[]).filter((product) => product !== null);

/** Whether every product has all attributes this version knows; an earlier version may have known fewer. */
export const isComplete = ({ value }: Entry): boolean =>
  productsIn(value).every((product) => hasAll(productAttributes, product));

/** What of two entries counts. An unchanged value keeps the time it was first seen, unless the time is to be renewed. */
export const latest = (old: Entry | undefined, fresh: Entry, renew: boolean): Entry =>
  old !== undefined && !renew && stableText(old.value) === stableText(fresh.value) ? old : fresh;

function readList(json: unknown, path: Path): readonly Product[] {
  if (!Array.isArray(json)) throw wrongType(path, "a list", describe(json));
  return json.map((item, index) => readProduct(productAttributes, item, keyAt(path, index)));
}

export function readProduct(attributes: Attributes, json: unknown, path: Path): Product {
  const read = Object.entries(members(json, path, Object.keys(attributes))).map(([name, member]) => {
    const type = attributes[name]?.type as Partial<NestedType<unknown>> & NestedType<unknown>;
    const at = attributeAt(path, name);
    if (member === null) return [name, null];
    return [name, type.nested ? readProduct(type.nested, member, at) : type.decode(member, at, { unknowns: [] })];
  });
  return Object.fromEntries(read);
}
