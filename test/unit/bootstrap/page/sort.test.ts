import type { PageProduct } from "../../../../src/bootstrap/page/content";
import { rowsOf } from "../../../../src/bootstrap/page/rows";
import { columns, sortRows } from "../../../../src/bootstrap/page/sort";
import { content, pageProduct } from "../../../support/pages/products";

const compare = new Intl.Collator("en", { numeric: true }).compare;
const keysBy = (column: (typeof columns)[number], descending: boolean, ...products: PageProduct[]): string =>
  sortRows(rowsOf(content(products), []), { column, descending }, compare)
    .map(({ product }) => product.productKey)
    .join("");

const three = [
  pageProduct("a", { productName: "Meter 10", defaultValidDay: 30, maxValidDay: 30 }),
  pageProduct("b", { productName: "meter 9", defaultValidDay: 365, maxValidDay: 365 }),
  pageProduct("c", { productName: "Zähler", defaultValidDay: 3650, maxValidDay: 3650 }),
];

test("numbers in names count as numbers, and case does not", () => {
  expect(keysBy("name", false, ...three)).toBe("bac");
  expect(keysBy("name", true, ...three)).toBe("cab");
});

test("days are sorted as numbers", () => {
  expect(keysBy("defaultValidDay", false, ...three)).toBe("abc");
  expect(keysBy("defaultValidDay", true, ...three)).toBe("cba");
});

test.each(columns.filter((column) => column !== "productKey"))(
  "a product without %s is at the end of both directions",
  (column) => {
    const without = pageProduct("0", { productName: null, modelId: null, productType: null });
    expect(keysBy(column, false, without, ...three).at(-1)).toBe("0");
    expect(keysBy(column, true, without, ...three).at(-1)).toBe("0");
  },
);

test("equal ones are in the order of their keys, whichever the direction", () => {
  const same = ["c", "a", "b"].map((key) => pageProduct(key));
  expect(keysBy("modelId", false, ...same)).toBe("abc");
  expect(keysBy("modelId", true, ...same)).toBe("abc");
});

test("without a default name, the first name of a locale is sorted by", () => {
  const localized = pageProduct("d", { productName: null, localizedNames: { en_US: "Nozzle" } });
  expect(keysBy("name", false, localized, ...three)).toBe("badc");
});
