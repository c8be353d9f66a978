import { parseOwnFile } from "../files/own-file";
import { checkQuery, whereShape } from "../lock/entry";
import { type ProductsQuery, productsQuery } from "../reader/query";

const whereText = { shape: whereShape, remedy: `For example '{"productType":"Gateway"}'.` };

/** The query, with `where` as JSON. Throws a Problem for one that is not valid. */
export function parseQuery(where: string | undefined, expression: string | undefined): { products: ProductsQuery } {
  const filters = where === undefined ? undefined : parseOwnFile(where, "--where", whereText).value;
  const query = productsQuery({ ...(filters && { where: filters }), expression });
  checkQuery(query);
  return query;
}
