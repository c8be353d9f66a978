import { optional } from "../schema/attribute";
import { list } from "../schema/collection";
import { snakeCase } from "../schema/name";
import { listed } from "../schema/nearest";
import { string } from "../schema/type";
import { type Difference, walk } from "../schema/walk";
import { type Product, productAttributes } from "./product";

/** Attributes by their Terraform names: `model_id`, `aliyun.net_type`. The key and its copy are never null. */
const paths = new Map<string, readonly string[]>(
  walk<string[][]>(productAttributes, {
    leaf: (name) => (name === "id" || name === "productKey" ? [] : [[name]]),
    group: (name, _, inner) => [[name], ...inner.flat().map((path) => [name, ...path])],
  })
    .flat()
    .map((path) => [path.map(snakeCase).join("."), path]),
);

/** The argument that names attributes that must be null. */
export const nulls = optional(
  list(string),
  "Names of attributes that must be null, such as `max_valid_day` or `aliyun.category_key`.",
  {
    check: (names) => {
      const unknown = names.find((name) => typeof name === "string" && !paths.has(name));
      return unknown === undefined
        ? undefined
        : `${JSON.stringify(unknown)} is not an attribute of products; these are: ${listed([...paths.keys()])}.`;
    },
  },
);

/** Attributes that must be null and are not. */
export const unexpectedValues = (names: readonly string[] | null, product: Product): Difference[] =>
  (names ?? []).flatMap((name) => {
    const attribute = paths.get(name) ?? [];
    const actual = attribute.reduce<unknown>(
      (value, member) => (value as Readonly<Record<string, unknown>> | null)?.[member] ?? null,
      product,
    );
    return actual === null ? [] : [{ attribute, expected: null, actual }];
  });
