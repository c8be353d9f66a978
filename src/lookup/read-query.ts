import { whereAttributes } from "../product/where";
import type { ProductWhere } from "../product/source";
import type { Attributes } from "../schema/attribute";
import { attributeAt, type Path, printPath } from "../schema/path";
import { bool, checkInner, type Type } from "../schema/type";
import { checkQuery } from "./check-query";
import { LookupError } from "./error";
import { members, text } from "./members";
import { type ProductsQuery, productsQuery, type Query } from "./query";

const filters: Attributes = whereAttributes;

/** A question as it stands in a file: in one spelling for one meaning, and such that it can be asked. Throws explained errors. */
export function readQuery(json: unknown, path: Path): Query {
  const { product, products } = members(json, path, ["product", "products"]);
  if ((product === undefined) === (products === undefined))
    throw new LookupError("Invalid value", `${printPath(path)}: It asks either for a product or for products.`);
  const query =
    product === undefined
      ? readProductsQuery(products, attributeAt(path, "products"))
      : { product: text(product, attributeAt(path, "product")) };
  checkQuery(query);
  return query;
}

function readProductsQuery(json: unknown, path: Path): { readonly products: ProductsQuery } {
  const { where, expression, details } = members(json, path, ["where", "expression", "details"]);
  return productsQuery({
    ...(where !== undefined && { where: readWhere(where, attributeAt(path, "where")) }),
    ...(expression !== undefined && { expression: text(expression, attributeAt(path, "expression")) }),
    ...(details !== undefined && { details: bool.parse(details, attributeAt(path, "details")) }),
  });
}

/** Filters as they stand in a file. Throws explained errors; whether they can be asked is `checkQuery`'s to say. */
export function readWhere(json: unknown, path: Path): ProductWhere {
  const entries = Object.entries(members(json, path)).map(([name, value]) => {
    const at = attributeAt(path, name);
    if (!Object.hasOwn(filters, name))
      throw new LookupError(
        "Invalid value",
        `${printPath(at)}: There is no such filter; there are ${Object.keys(filters).join(", ")}.`,
      );
    const type = filters[name]?.type as Type<unknown>;
    const read = value === null ? null : type.parse(value, at);
    const [finding] = checkInner(type, read, at);
    if (finding) throw new LookupError(finding.summary, `${printPath(finding.path)}: ${finding.detail}`);
    return [name, read];
  });
  return Object.fromEntries(entries);
}
