import { stableText } from "../schema/stable-text";
import { type Facts, factNames, factsOf } from "./facts";
import type { Inventory } from "./inventory";
import { markLines, markOf } from "./mark";
import { oneLine } from "./one-line";

const titles: { readonly [K in keyof Facts]: string } = {
  productKey: "product key",
  productName: "name",
  modelId: "model",
  productType: "type",
  defaultValidDay: "certificate days, default",
  maxValidDay: "certificate days, most",
};

/** A table for people. */
export function printMarkdown(inventory: Inventory): string {
  const products = inventory.products.map(factsOf);
  const { platform: _, ...address } = inventory.origin;
  const where = Object.entries(address).map(([name, value]) => `${name} ${code(value)}`);
  const { products: query } = inventory.query;
  const which = Object.keys(query).length === 0 ? "" : `, those that match ${code(stableText(query))}`;
  const rows = [
    factNames.map((name) => titles[name]),
    factNames.map(() => "---"),
    ...products.map((facts) => factNames.map((name) => cell(String(facts[name] ?? "")))),
  ];
  return `${markLines(markOf(inventory, products), "<!--", " -->")}<!-- prettier-ignore-start -->

# IoT products

${products.length} on ${inventory.title} (${where.join(", ")})${which}.

${rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("")}
<!-- prettier-ignore-end -->
`;
}

const code = (text: string): string => `\`${oneLine(text).replaceAll("`", "'")}\``;

/** Text that means only itself: no HTML, emphasis, link, formula or end of the cell. An underscore inside a word is none. */
const cell = (text: string): string =>
  oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*[\]|~$:@]|(?<=www)\.|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/gi, "\\$&");
