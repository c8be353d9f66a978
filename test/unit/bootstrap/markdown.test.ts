import { printMarkdown } from "../../../src/bootstrap/markdown";
import { inventoryOf, odd, oddNames } from "../../support/inventories";
import { product } from "../../support/recorded";

/** The cells of every row, as GFM splits them: at bars that no backslash stands before. */
const rowsOf = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1)
        .split(/(?<!\\)(?:\\\\)*\|/)
        .slice(0, -1)
        .map((cell) => cell.trim()),
    );

/** What is left once the escapes of punctuation are taken out. */
const bare = (cell: string): string => cell.replace(/\\[!-/:-@[-`{-~]/g, "");

test("a table of the products, in the order of their keys", () => {
  const products = [
    product("b", { productName: "光伏逆变器", modelId: "pv_inverter_110", productType: "Device" }),
    product("a", { productName: "Meter", modelId: "M", productType: "Device", defaultValidDay: 365, maxValidDay: 730 }),
  ];
  expect(printMarkdown(inventoryOf(products)).split("\n").slice(3).join("\n")).toBe(`
# IoT products

2 on EnOS Connect (endpoint \`https://enos.example.com/\`, orgId \`o1\`).

| product key | name | model | type | certificate days, default | certificate days, most |
| --- | --- | --- | --- | --- | --- |
| a | Meter | M | Device | 365 | 730 |
| b | 光伏逆变器 | pv_inverter_110 | Device |  |  |

<!-- prettier-ignore-end -->
`);
});

test("the same question makes the same bytes, however its parts are ordered", () => {
  const asked = (where: object) => printMarkdown(inventoryOf([], { query: { products: { where } } }));
  expect(asked({ productType: "Device", modelId: "M", tags: { b: "2", a: "1" } })).toBe(
    asked({ tags: { a: "1", b: "2" }, modelId: "M", productType: "Device" }),
  );
});

test("no name breaks the table, or means anything but itself", () => {
  const text = printMarkdown(inventoryOf(oddNames.map((name, index) => odd(`key${index}`, name))));
  const rows = rowsOf(text).slice(2);
  expect(rows).toHaveLength(oddNames.length);
  for (const row of rows) {
    expect(row).toHaveLength(6);
    const name = bare(row[1] as string);
    expect(name).not.toMatch(/[<`*[\]|~$]|https?:|\w@\w|(?<!\w)_|_(?!\w)|&(?!amp;|lt;)/);
    expect(name).not.toMatch(/www\./);
  }
  expect(rows.find(([key]) => key === "key20")?.[1]).toBe("await");
});

test("what was asked for is said, and cannot end the comment it stands in", () => {
  const where = { nameContains: "--> <b>", tags: { site: "x`y" } };
  const text = printMarkdown(inventoryOf([], { query: { products: { where } } }));
  expect(text).toContain(
    '0 on EnOS Connect (endpoint `https://enos.example.com/`, orgId `o1`), those that match `{"where":{"nameContains":"--> <b>","tags":{"site":"x\'y"}}}`.',
  );
  for (const line of text.split("\n").slice(0, 2)) expect(line).toMatch(/^<!-- [^<>]* -->$/);
});
