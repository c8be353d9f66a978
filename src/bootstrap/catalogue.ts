import { stackTemplateOf } from "../schema/template";
import { type Facts, factsOf, mapTexts } from "./facts";
import { constantName } from "./identifier";
import type { Inventory } from "./inventory";
import { markLines, markOf } from "./mark";
import { inertJson, oneLine } from "./one-line";

/**
 * The products as TypeScript. The order of its parts lets a compiler check 10,000 products in seconds: a name that is used after so
 * many top-level declarations is searched in all of them, so the names are used before, and in a function.
 */
export function printCatalogue(inventory: Inventory, warn: (problem: string) => void = () => {}): string {
  const products = inventory.products.map(factsOf);
  const named = products.map((raw) => {
    // A stack interprets texts as templates: with the right to rename a product, a user could make Terraform evaluate one.
    const facts = mapTexts(raw, stackTemplateOf);
    const changed = Object.keys(facts).filter((name) => facts[name as keyof Facts] !== raw[name as keyof Facts]);
    if (changed.length > 0)
      warn(
        `product ${inertJson(raw.productKey)}: ${changed.join(", ")} would be a Terraform template: it is written escaped, with "$\${" for "\${" and "%%{" for "%{"`,
      );
    return { facts, isEscaped: changed.length > 0, name: constantName(raw), key: inertJson(facts.productKey) };
  });
  return [
    markLines(markOf(inventory, products), "//"),
    header,
    `// prettier-ignore\nexport interface Products {\n${named.map(({ key, name }) => `  readonly ${key}: typeof ${name};\n`).join("")}}\n`,
    `${types}${named.map(({ facts, name, isEscaped }) => `\n${constant(facts, name, isEscaped)}`).join("")}`,
    `// prettier-ignore\nfunction all(): Products {\n  return {\n${named.map(({ key, name }) => `    ${member(key)}: ${name},\n`).join("")}  };\n}\n`,
    functions,
  ].join("\n");
}

/** One line of facts, as JSON for `readCatalogue`. */
const constant = (facts: Facts, name: string, isEscaped: boolean): string =>
  `/** ${described(facts)}${isEscaped ? " Its texts are escaped for Terraform templates." : ""} */\n// prettier-ignore\nexport const ${name} = ${inertJson(facts)} as const;\n`;

const described = ({ productName, productKey }: Facts): string =>
  `${oneLine(productName ?? "") === "" ? "Without a name" : quoted(productName ?? "")}, product key ${quoted(productKey)}.`;

/** In backquotes, editors show a name without images and links, but not without tags. */
const quoted = (text: string): string =>
  `\`${oneLine(text).replaceAll("`", "'").replaceAll("*/", "* /").replaceAll("@", "＠")}\``;

/** Without brackets, this name would set the object's prototype. */
const member = (key: string): string => (key === '"__proto__"' ? `[${key}]` : key);

const header = `/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all assist: generated
// biome-ignore-all format: generated

/** The products by their keys. */`;

const types = `/** The key of a product that was there when this was written. */
export type ProductKey = keyof Products;

/** What is known of any product; null where the platform says nothing. The constants know their own values. */
// prettier-ignore
export interface Product {
  readonly productKey: ProductKey;
  readonly productName: string | null;
  readonly modelId: string | null;
  readonly productType: string | null;
  readonly defaultValidDay: number | null;
  readonly maxValidDay: number | null;
}
`;

const functions = `/** Every product by its key. */
// prettier-ignore
export const products: Products = all();

/** Whether a text that comes from elsewhere is the key of a product. */
// prettier-ignore
export function isProductKey(text: string): text is ProductKey {
  return Object.prototype.hasOwnProperty.call(products, text);
}

/** The product with a key that is only known while the program runs. */
// prettier-ignore
export function productOf(productKey: ProductKey): Product {
  return products[productKey];
}

/** The products of this name: environments have their own keys, names they may share. */
// prettier-ignore
export function productsNamed(productName: string): readonly Product[] {
  return (Object.keys(products) as ProductKey[]).map(productOf).filter((product) => product.productName === productName);
}
`;
