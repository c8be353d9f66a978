import { dirname, join } from "node:path";
import { productAttributes } from "../product/product";
import { snakeCase } from "../schema/name";
import { stableText } from "../schema/stable-text";
import { type Facts, factNames, factsOf } from "./facts";
import type { Inventory } from "./inventory";
import { digest, FORM, markLines, markMember, markOf } from "./mark";

/** Terraform reads JSON values only from files of this ending. */
export const TFVARS_ENDING = ".tfvars.json";

/** Beside the values; one for all value files of a directory, so that `dev.tfvars.json` and `prod.tfvars.json` can share it. */
export const variablesFileFor = (file: string): string => join(dirname(file), "connect.variables.tf");

/** The values of `var.connect_products`. Terraform takes these strings as they are: no template is evaluated. */
export function printTfvars(inventory: Inventory): string {
  const products = inventory.products.map(factsOf);
  const values = products.map((facts) => [facts.productKey, snakeCased(facts)]);
  const content = { ...markMember(markOf(inventory, products)), connect_products: Object.fromEntries(values) };
  return `${stableText(content, 2)}\n`;
}

const snakeCased = (facts: Facts) => Object.fromEntries(factNames.map((name) => [snakeCase(name), facts[name]]));

/** The declaration of `var.connect_products`, which does not depend on the products. */
export function printVariables(): string {
  const members = factNames.map((name): [string, string] => [
    snakeCase(name),
    productAttributes[name].type.cty as string,
  ]);
  const width = Math.max(...members.map(([name]) => name.length));
  const type = members.map(([name, cty]) => `    ${name.padEnd(width)} = ${cty}\n`).join("");
  return `${markLines({ form: FORM, facts: digest(members) }, "#")}
variable "connect_products" {
  description = "IoT products by product key, as cdktf-connect bootstrap wrote them down; null where the platform says nothing."
  nullable    = false
  type = map(object({
${type}  }))
}
`;
}
