import { jsonWithComments } from "../files/json";
import { type OwnFile, parseOwnFile, remarks } from "../files/own-file";
import { originShape, productShape, queryShape } from "../lock/entry";
import { type Bounds, contradictions, numbers } from "../product/bounds";
import { type Product, productAttributes } from "../product/product";
import type { Origin, ProductsQuery } from "../reader/query";
import { isObject } from "../schema/is-object";
import { camelCase } from "../schema/name";
import { attributeAt, keyAt } from "../schema/path";
import { converted, exactly, filled, mapOf, members, mistake, optional, orNull, type Shape } from "../schema/shape";
import { stableText } from "../schema/stable-text";
import { allRules, tableOf } from "../schema/strict";
import { select } from "../schema/walk";

/** Of the file's format; a change that older versions would misread raises it. */
const VERSION = 1;

/** What products are expected to be like: written by `bootstrap` or by hand, compared by `drift`. */
export interface Expectations {
  /** without it, the one that the environment names */
  readonly origin?: Origin;
  /** the products are all that match this, so that one more is a finding; without it, each is looked up by its key */
  readonly query?: { readonly products: ProductsQuery };
  /** what is expected of each product, by key: only what is written counts; null: there is no such product */
  readonly products: Readonly<Record<string, Expected | null>>;
}

/** Attributes that are equal to these, and numbers within these bounds. */
export type Expected = Partial<Product> & Partial<Bounds>;

/** What of a product is worth expecting: all but what changes by itself. */
export const expectedOf = (product: Product): Partial<Product> =>
  select(productAttributes, product, ({ volatile }) => volatile !== true) as Partial<Product>;

/** The file's text: the same expectations are the same bytes. */
export const printExpectations = (expectations: Expectations): string =>
  `${stableText({ version: VERSION, ...expectations }, 2)}\n`;

const origin = converted(
  originShape,
  (members, path, note): Origin => {
    for (const name of ["platform", "endpoint"]) filled.read(members[name], attributeAt(path, name), note);
    const endpoint = addressIn(members.endpoint ?? "");
    if (members.endpoint && endpoint === undefined)
      note(mistake(attributeAt(path, "endpoint"), "It is not an address such as https://enos.example.com."));
    return { ...members, endpoint: endpoint ?? "" };
  },
  { required: ["platform", "endpoint"], properties: { platform: filled.schema, endpoint: filled.schema } },
);

const query = converted(queryShape, (asked, path, note) => {
  if ("products" in asked) return asked;
  note(mistake(path, "expected a query for products, found one for a single product."));
  return { products: {} };
});

const boundsShape = optional(orNull(tableOf(numbers, "number", allRules)));

/** A product's attributes, with bounds beside them. */
const expectedShape: Shape<Expected> = {
  label: productShape.label,
  schema: {
    ...productShape.schema,
    properties: {
      ...(productShape.schema.properties as object),
      atLeast: boundsShape.schema,
      atMost: boundsShape.schema,
    },
  },
  read(json, path, note) {
    if (!isObject(json)) return productShape.read(json, path, note);
    const { atLeast, atMost, ...attributes } = json;
    const bounds = {
      atLeast: boundsShape.read(atLeast, attributeAt(path, "atLeast"), note) ?? null,
      atMost: boundsShape.read(atMost, attributeAt(path, "atMost"), note) ?? null,
    };
    const expected = productShape.read(attributes, path, note);
    for (const { reason, path: at } of contradictions({ ...bounds, expect: expected }))
      note(
        mistake(
          [...path, ...at.map((step) => ("attribute" in step ? { attribute: camelCase(step.attribute) } : step))],
          reason,
        ),
      );
    return {
      ...expected,
      ...(bounds.atLeast && { atLeast: bounds.atLeast }),
      ...(bounds.atMost && { atMost: bounds.atMost }),
    };
  },
};

const products = converted(mapOf(orNull(expectedShape)), (read, path, note): Expectations["products"] => {
  if ("" in read) note(mistake(keyAt(path, ""), "A product key must not be empty."));
  return read;
});

export const expectationsFile: OwnFile<Expectations> = {
  version: VERSION,
  syntax: jsonWithComments,
  shape: converted(
    members({ ...remarks, version: exactly(VERSION), origin: optional(origin), query: optional(query), products }),
    ({ $schema: _, "//": __, version: ___, ...expectations }, path, note) => {
      if (Object.keys(expectations.products).length === 0 && expectations.query === undefined)
        note(mistake(attributeAt(path, "products"), 'Nothing is expected: there is no product, and no "query".'));
      return expectations;
    },
  ),
};

/** Reads the text of an expectations file. Throws a Problem of a file. */
export const readExpectations = (text: string, file: string): Expectations =>
  parseOwnFile(text, file, expectationsFile).value;

/** An address in the spelling of origins: a scheme and a slash at its end make no difference. Undefined for text that is not an address. */
export function addressIn(written: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  if (/\s/.test(written) || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href.replace(/\/*$/, "/") : undefined;
}
