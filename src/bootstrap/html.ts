import { createHash } from "node:crypto";
import { escapeUnits } from "../schema/foreign-text";
import { stableText } from "../schema/stable-text";
import type { Inventory } from "./inventory";
import { digest, markLines, markOf } from "./mark";
import { inertJson } from "./one-line";
import { markup, script, style } from "./page/bundled";
import type { Comparison, Content } from "./page/content";
import { pageProductOf } from "./page-marks";

/** A page to look at: the catalogue, and what of it differs from the files that it was compared with. */
export function printHtml(inventory: Inventory): string {
  const { origin, query, title, comparisons = [] } = inventory;
  const products = inventory.products.map(pageProductOf);
  const { platform: _, ...address } = origin;
  const content: Omit<Content, "products"> = {
    title,
    origin: address,
    query: Object.keys(query.products).length === 0 ? null : stableText(query.products),
  };
  const recorded = comparisons.filter(({ verb }) => verb === "recorded");
  const mark = { ...markOf(inventory, [products, ...recorded]), page };
  const data = [block("products", content, "products", products), ...comparisons.map(blockOf)].join("\n");
  // Functions, because in a replacement that is a text some characters have a meaning.
  return `${markup
    .replace("<!-- mark -->", () => markLines(mark, "<!--", " -->").trimEnd())
    .replace("<!-- policy and style -->", () => `${policy}\n<style>${style}</style>`)
    .replace("<!-- data -->", () => data)
    .replace("<!-- script -->", () => `<script>${script}</script>`)}\n`;
}

/** Identifies the page's own text, which another version of it may change. */
const page = digest({ markup, style, script }).slice(0, 8);

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, nothing runs that is not of this page, and its script makes no markup of text. */
const policy = `<meta http-equiv="Content-Security-Policy" content="${[
  "default-src 'none'",
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ")}">`;

const blockOf = ({ marks, ...comparison }: Comparison): string => block(comparison.verb, comparison, "marks", marks);

/** Data as JSON, an item on each line. */
const block = (id: string, members: object, list: string, items: readonly unknown[]): string =>
  `<script type="application/json" id="${id}">${inert(members).slice(0, -1)},"${list}":[\n${items.map(inert).join(",\n")}\n]}</script>`;

/** Neither markup nor the end of a script. */
const inert = (value: unknown): string => inertJson(value).replace(/[<>&]/g, escapeUnits);
