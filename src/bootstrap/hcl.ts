import { address } from "../address";
import { replaceInvisible } from "../schema/foreign-text";
import { templateOf } from "../schema/template";
import { factsOf } from "./facts";
import { label } from "./identifier";
import type { Inventory } from "./inventory";
import { markLines, markOf } from "./mark";
import { oneLine } from "./one-line";

/**
 * A data source for each product, and a map of all. The rest of the module requires the provider: a module may do so only once.
 */
export function printHcl(inventory: Inventory): string {
  const products = inventory.products.map(factsOf).map(({ productKey, productName }) => ({ productKey, productName }));
  const named = products.map((product) => ({ ...product, name: label(product) }));
  const blocks = named.map(
    ({ productKey, productName, name }) =>
      `${comment(productName)}data "connect_product" "${name}" {\n  product_key = ${hclString(productKey)}\n}\n`,
  );
  const references = named.map(({ name }) => `    data.connect_product.${name},\n`).join("");
  return [
    `${markLines(markOf(inventory, products), "#")}${hint}`,
    ...blocks,
    `locals {
  # The products as the platform describes them now, by product key. A module can have one such file: no name is declared twice.
  connect_products = { for product in [${references && `\n${references}  `}] : product.product_key => product }
}
`,
  ].join("\n");
}

const hint = `#
# The module needs, once, in a file of its own:
#
#   terraform {
#     required_providers {
#       connect = {
#         source = "${address}"
#       }
#     }
#   }
`;

const comment = (name: string | null): string => (oneLine(name ?? "") === "" ? "" : `# ${oneLine(name ?? "")}\n`);

/** HCL has JSON's escapes, except for surrogate pairs, which are one escape, and has templates. */
const hclString = (text: string): string => {
  const quoted = JSON.stringify(templateOf(text.replace(/\p{Surrogate}/gu, "\ufffd")));
  return replaceInvisible(quoted, (character) => {
    const hex = (character.codePointAt(0) as number).toString(16);
    return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
  });
};
