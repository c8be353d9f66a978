import { LookupError } from "../lookup/error";
import { checkVersion, members, texts } from "../lookup/members";
import type { Origin, ProductsQuery } from "../lookup/query";
import { readQuery } from "../lookup/read-query";
import { stableText } from "../lookup/stable-text";
import { type Product, productAttributes } from "../product/product";
import { attributeAt, keyAt, type Path, printPath } from "../schema/path";
import { isProblem } from "../schema/problem";
import { select } from "../schema/walk";
import { describe, wrongType } from "../schema/wrong-type";
import { readExpected } from "./expected-product";
import { memberTwice } from "./json-twice";
import { addressIn } from "./origin";

/** Of the file's format; a change that older versions would misread raises it. */
const VERSION = 1;

/** What products are expected to be like: written by `bootstrap` or by hand, compared by `drift`. */
export interface Expectations {
  /** the place; without it, the one the environment names */
  readonly origin?: Origin;
  /** the products are all that match this, so that one more is a finding; without it, each is looked up by its key */
  readonly query?: { readonly products: ProductsQuery };
  /** what is expected of each product, by key: only what is written counts; null: there is no such product */
  readonly products: Readonly<Record<string, Partial<Product> | null>>;
}

/** What of a product is worth expecting: all but what changes by itself. */
export const expectedOf = (product: Product): Partial<Product> =>
  select(productAttributes, product, ({ volatile }) => volatile !== true) as Partial<Product>;

/** The file's text: the same expectations are the same bytes. */
export const printExpectations = (expectations: Expectations): string =>
  `${stableText({ version: VERSION, ...expectations }, 2)}\n`;

/** Reads the text of an expectations file. Throws an explained error that names `file`. */
export function readExpectations(content: string, file: string): Expectations {
  try {
    const json = content.replace(/^\uFEFF/, "");
    const parsed = JSON.parse(json);
    const twice = memberTwice(json);
    if (twice)
      throw new LookupError(
        "",
        `${JSON.stringify(twice.name)} stands twice in one object, again in line ${twice.line}.`,
      );
    return parse(parsed);
  } catch (error) {
    const reason = isProblem(error) ? error.detail : (error as Error).message;
    throw new LookupError("Expectations cannot be used", `${file}: ${reason}`);
  }
}

/** `//` is for remarks, as in Terraform's JSON. */
function parse(json: unknown): Expectations {
  const { version, origin, query, products } = members(json, [], ["//", "version", "origin", "query", "products"]);
  checkVersion(version, VERSION);
  const path = attributeAt([], "products");
  const read = Object.entries(members(products, path)).map(([key, product]) => {
    if (key === "") throw new LookupError("", `${printPath(path)}: A product key must not be empty.`);
    return [key, product === null ? null : readExpected(product, keyAt(path, key))];
  });
  if (read.length === 0 && query === undefined)
    throw new LookupError("", 'Nothing is expected: there is no product in "products", and no "query".');
  return {
    ...(origin !== undefined && { origin: readOrigin(origin, attributeAt([], "origin")) }),
    ...(query !== undefined && { query: readProductsQuery(query, attributeAt([], "query")) }),
    products: Object.fromEntries(read),
  };
}

function readOrigin(json: unknown, path: Path): Origin {
  const places = texts(json, path);
  for (const name of ["platform", "endpoint"])
    if (!places[name]) throw wrongType(attributeAt(path, name), "a string", describe(undefined));
  const endpoint = addressIn(places.endpoint as string);
  if (endpoint === undefined)
    throw new LookupError(
      "",
      `${printPath(attributeAt(path, "endpoint"))}: It is no address such as https://enos.example.com.`,
    );
  return { ...places, endpoint };
}

function readProductsQuery(json: unknown, path: Path): { readonly products: ProductsQuery } {
  const query = readQuery(json, path);
  if ("products" in query) return query;
  throw wrongType(path, "a question about products", "one about a single product");
}
