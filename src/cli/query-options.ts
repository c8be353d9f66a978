import { parseQuery } from "../bootstrap/where";
import { whereAttributes } from "../product/where";
import type { ProductsQuery } from "../reader/query";
import { isProblem } from "../schema/problem";
import { text } from "./command";
import { UsageError } from "./usage";

/** Which products, of commands that read lists. */
export const queryOptions = {
  where: text("JSON", `filters; a product must meet all that are set:\n${Object.keys(whereAttributes).join(", ")}`),
  expression: text("TEXT", "which products, in the platform's own search language"),
} as const;

/** The list that they ask for. Throws UsageError. */
export function queryOf({ where, expression }: { readonly where?: string; readonly expression?: string }): {
  products: ProductsQuery;
} {
  try {
    return parseQuery(where, expression);
  } catch (error) {
    // The path of the mistake is the name of the option.
    throw isProblem(error) ? new UsageError(where === undefined ? `--${error.detail}` : error.detail) : error;
  }
}
