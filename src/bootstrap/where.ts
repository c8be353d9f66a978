import { checkQuery } from "../lookup/check-query";
import { LookupError } from "../lookup/error";
import { type ProductsQuery, productsQuery } from "../lookup/query";
import { readWhere } from "../lookup/read-query";
import type { ProductWhere } from "../product/source";
import { attributeAt } from "../schema/path";

/** The question in the words of the constructs, `where` as JSON. Throws an explained error for one that cannot be asked. */
export function parseQuery(where: string | undefined, expression: string | undefined): { products: ProductsQuery } {
  const query = productsQuery({ ...(where !== undefined && { where: parseWhere(where) }), expression });
  checkQuery(query);
  return query;
}

const parseWhere = (text: string): ProductWhere => readWhere(parseJson(text), attributeAt([], "where"));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`It is no JSON (${(error as Error).message}); for example '{"productType":"Gateway"}'.`);
  }
}

const invalid = (detail: string): LookupError => new LookupError("Invalid value", detail);
