import { printCatalogue } from "../../../src/bootstrap/catalogue";
import { factsOf } from "../../../src/bootstrap/facts";
import { readCatalogue } from "../../../src/bootstrap/read-catalogue";
import { inventoryOf, odd, oddKeys, oddNames } from "../../support/inventories";

const oddOnes = inventoryOf([
  ...oddNames.map((name, index) => odd(`key${index}`, name)),
  ...oddKeys.map((key) => odd(key, "Odd key")),
]);

test("a new product renames no other, and each product is one line of facts", () => {
  const before = inventoryOf([odd("k1", "Meter"), odd("k3", "网关")]);
  const after = inventoryOf([...before.products, odd("k2", "Meter"), odd("k0", "网关"), odd("k4", "meter")]);
  const lines = printCatalogue(before).split("\n").slice(2);
  expect(printCatalogue(after).split("\n")).toEqual(expect.arrayContaining(lines));
  expect(printCatalogue(after).match(/^export const .* as const;$/gm)).toHaveLength(5);
});

describe("reading a catalogue back", () => {
  const text = printCatalogue(oddOnes);

  test("gives what it was written with, without a compiler", () => {
    const { origin, query, products } = readCatalogue(text, "products.ts");
    expect({ origin, query }).toEqual({ origin: oddOnes.origin, query: oddOnes.query });
    expect(Object.keys(products)).toHaveLength(oddOnes.products.length);
    for (const product of oddOnes.products)
      expect(Object.getOwnPropertyDescriptor(products, product.productKey as string)?.value).toEqual(factsOf(product));
  });

  test("works on another machine's line ends", () => {
    expect(readCatalogue(`\uFEFF${text.replaceAll("\n", "\r\n")}`, "p.ts")).toEqual(readCatalogue(text, "p.ts"));
  });

  test.each([
    ["a value was edited", (whole: string) => whole.replace('"maxValidDay":1095', '"maxValidDay":1096')],
    [
      "a product was taken out",
      (whole: string) => whole.replace(/^export const meter.*\n/m, "").replace(/^export const .*key0.*\n/m, ""),
    ],
    [
      "a line was broken",
      (whole: string) =>
        whole.replace('","maxValidDay"', '",\n"maxValidDay"').replace(/,"maxValidDay":/, ',\n  "maxValidDay":'),
    ],
    ["its origin was edited", (whole: string) => whole.replace("enos.example.com", "evil.example.com")],
  ])("is refused where %s", (_, change) => {
    expect(change(text)).not.toBe(text);
    expect(() => readCatalogue(change(text), "src/products.ts")).toThrow(
      /src\/products\.ts: It was edited or reformatted .* bootstrap --typescript src\/products\.ts/,
    );
  });

  test("is refused for any other file, and for one of a later version", () => {
    for (const other of ["", "export const x = 1;\n", '{"a":1}', text.split("\n").slice(2).join("\n")])
      expect(() => readCatalogue(other, "x.ts")).toThrow(/x\.ts: It does not begin with the lines/);
    expect(() => readCatalogue(text.replace('"form":2', '"form":3'), "x.ts")).toThrow(/newer cdktf-connect \(form 3/);
  });
});
