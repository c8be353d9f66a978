import { checkQuery } from "../lookup/check-query";
import { members } from "../lookup/entry";
import { LookupError } from "../lookup/error";
import { type ProductsQuery, productsQuery } from "../lookup/query";
import type { ProductWhere } from "../product/source";
import { attributeAt, printPath } from "../schema/path";
import { checkInner, list, map, string, type Type } from "../schema/type";

// biome-ignore lint/suspicious/noExplicitAny: filters of every type
const filters: { readonly [K in keyof ProductWhere]-?: Type<any> } = {
  productKeys: list(string),
  modelId: string,
  productType: string,
  nameContains: string,
  nameRegex: string,
  tags: map(string),
};

/** The question in the words of the constructs, `where` as JSON. Throws an explained error for one that cannot be asked. */
export function parseQuery(where: string | undefined, expression: string | undefined): { products: ProductsQuery } {
  const query = productsQuery({ ...(where !== undefined && { where: parseWhere(where) }), expression });
  checkQuery(query);
  return query as { products: ProductsQuery };
}

function parseWhere(text: string): ProductWhere {
  const path = attributeAt([], "where");
  const entries = Object.entries(members(parseJson(text), path)).map(([name, value]) => {
    const at = attributeAt(path, name);
    if (!Object.hasOwn(filters, name))
      throw invalid(`${printPath(at)}: There is no such filter; there are ${Object.keys(filters).join(", ")}.`);
    const filter = filters[name as keyof ProductWhere];
    const parsed = value === null ? null : filter.parse(value, at);
    const [finding] = checkInner(filter, parsed, at);
    if (finding) throw invalid(`${printPath(finding.path)}: ${finding.summary}. ${finding.detail}`);
    return [name, parsed];
  });
  return Object.fromEntries(entries);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`It is no JSON (${(error as Error).message}); for example '{"productType":"Gateway"}'.`);
  }
}

const invalid = (detail: string): LookupError => new LookupError("Invalid value", detail);
