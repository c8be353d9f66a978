import type { Comparison, Mark } from "../../../../src/bootstrap/page/content";
import { columnOf, sentenceOf } from "../../../../src/bootstrap/page/marks";
import { rowsOf } from "../../../../src/bootstrap/page/rows";
import { matcher } from "../../../../src/bootstrap/page/search";
import { statusOf } from "../../../../src/bootstrap/page/status";
import { content, pageProduct } from "../../../support/pages/products";

const comparison = (verb: Comparison["verb"], ...marks: Mark[]): Comparison => ({ file: `${verb}.json`, verb, marks });
const changed: Mark = { productKey: "a", kind: "changed", attribute: "modelId", expected: "old_model", actual: "M" };
const products = [pageProduct("a", { localizedNames: { zh_CN: "电表" }, maxValidDay: 365 }), pageProduct("b")];

test("a row has what every file says of its product", () => {
  const rows = rowsOf(content(products), [comparison("expected", changed), comparison("recorded", changed)]);
  expect(rows.map(({ marks }) => marks.map(({ file }) => file))).toEqual([["expected.json", "recorded.json"], []]);
});

test("a product that only a file has is a row of its own, once", () => {
  const absent: Mark = { productKey: "gone", kind: "absent", product: pageProduct("gone", { modelId: "past" }) };
  const rows = rowsOf(content(products), [comparison("expected", absent), comparison("recorded", absent)]);
  expect(rows.map(({ product, isAbsent, marks }) => [product.productKey, isAbsent, marks.length])).toEqual([
    ["a", false, 0],
    ["b", false, 0],
    ["gone", true, 2],
  ]);
});

test.each(["a", "Meter", "电表", "zh_CN", "M", "Device", "365", "old_model", "modelId"])(
  "a search for %j finds a product with it",
  (search) => {
    const [row] = rowsOf(content(products), [comparison("expected", changed)]);
    expect(matcher(search)(row?.text ?? "")).toBe(true);
  },
);

test.each([
  ["modelId", "modelId"],
  ["productName", "name"],
  ['localizedNames["zh_CN"]', "name"],
  ["localizedNames", "name"],
  ["maxValidDay", "maxValidDay"],
  ["dataFormat", undefined],
  ["aliyun.netType", undefined],
  ["constructor", undefined],
  [undefined, undefined],
])("what differs in %s is shown in the column %s", (attribute, column) => {
  expect(columnOf({ attribute })).toBe(column);
});

test("a sentence says what a file has to do with a product", () => {
  const mark = { productKey: "a", file: "e.json", verb: "expected" } as const;
  expect(sentenceOf({ ...mark, kind: "absent" })).toBe("Not on the platform; expected in e.json");
  expect(sentenceOf({ ...mark, kind: "extra", verb: "recorded" })).toBe("Not recorded in e.json");
  expect(sentenceOf({ ...mark, kind: "unchecked", reason: "modelId could not be read" })).toBe(
    "modelId could not be read (expected in e.json)",
  );
});

test.each([
  [{}, "10,000 products"],
  [{ rows: 1, total: 1 }, "1 product"],
  [{ rows: 0, total: 0, search: "x" }, "No products"],
  [{ absent: 2 }, "10,000 products, 2 of them not on the platform"],
  [{ rows: 1200, search: " meter " }, "1,200 of 10,000 products match “meter”"],
  [{ rows: 0, search: "x" }, "None of 10,000 products match “x”"],
  [{ rows: 3, onlyMarked: true }, "3 of 10,000 products differ"],
  [{ rows: 3, search: "x", onlyMarked: true }, "3 of 10,000 products match “x” and differ"],
])("the status of %j is %j", (more, status) => {
  expect(statusOf({ rows: 10_000, total: 10_000, absent: 0, search: "", onlyMarked: false, ...more })).toBe(status);
});
