import { splitWhere } from "../../../../src/platforms/enos/expression";
import { checkQuotable } from "../../../../src/product/check-text";
import type { ProductWhere } from "../../../../src/product/source";
import type { Problem } from "../../../../src/schema/problem";

test.each<[string, ProductWhere, string | null, string | null]>([
  ["nothing", {}, null, null],
  ["nulls", { productKeys: null, modelId: null, nameContains: null, tags: null }, null, null],
  ["keys", { productKeys: ["a", "b"] }, null, 'productKey in ("a","b")'],
  ["a model", { modelId: "M" }, null, 'modelId = "M"'],
  ["a name", { nameContains: "电 表" }, null, 'productName like "电 表"'],
  ["tags", { tags: { site: "A", a_1: "" } }, null, 'productTags.site = "A" and productTags.a_1 = ""'],
  ["all of it", { productKeys: ["a"], modelId: "M" }, null, 'productKey in ("a") and modelId = "M"'],
  ["own text alone", {}, ' modelId = "M" or x ', ' modelId = "M" or x '],
  ["blank own text", { modelId: "M" }, " ", 'modelId = "M"'],
  ["own text and more", { modelId: "M" }, "a = 'x' or b = 'y'", "(a = 'x' or b = 'y') and modelId = \"M\""],
  ["brackets in a quote", { modelId: "M" }, 'a = ")("', '(a = ")(") and modelId = "M"'],
])("%s becomes an expression", (_, where, own, expression) => {
  expect(splitWhere(where, own)).toMatchObject({ expression, local: null });
});

test("what EnOS cannot be asked is left to be judged here", () => {
  const where = { productType: "Device", nameRegex: "^a", tags: { site: "A", "x-y": "1", "a/b": "2" }, modelId: "M" };
  expect(splitWhere(where, null)).toEqual({
    expression: 'modelId = "M" and productTags.site = "A"',
    pushed: { productKeys: undefined, modelId: "M", tags: { site: "A" } },
    local: { productType: "Device", nameRegex: "^a", tags: { "x-y": "1", "a/b": "2" } },
  });
});

test.each([
  'M" or modelId = "N',
  "M' or modelId = 'N",
  'a" or exists(productTags.x) or "" = "',
  'x") or (modelId = "N',
  "plain",
  "",
  "a and b or (c",
])("no value can leave its quotes: %j stays one term", (value) => {
  const { expression } = splitWhere({ modelId: value, productKeys: [value], nameContains: value }, null);
  const quote = value.includes('"') ? "'" : '"';
  const literal = `${quote}${value}${quote}`;
  expect(expression).toBe(`productKey in (${literal}) and modelId = ${literal} and productName like ${literal}`);
  // Taking the literals out leaves nothing a value could have written.
  expect(expression?.split(literal).join("?")).toBe("productKey in (?) and modelId = ? and productName like ?");
  expect(value).not.toContain(quote);
});

test.each([
  ["both quotes", `a"b'c`, "both kinds of quotes"],
  ["a backslash", "a\\b", "backslash"],
  ["a backslash before the closing quote", "a\\", "backslash"],
  ["a line break", "a\nb", "control characters"],
  ["a null character", "a\u0000", "control characters"],
  ["a Unicode line separator", "a\u2028b", "control characters"],
])("a value with %s is refused, with the place it was written at", (_, value, reason) => {
  expect(checkQuotable(value)).toContain(reason);
  const attempts: [string, ProductWhere][] = [
    ["product_keys", { productKeys: ["a", value] }],
    ["model_id", { modelId: value }],
    ["name_contains", { nameContains: value }],
    ["tags", { tags: { a: value } }],
  ];
  for (const [attribute, where] of attempts)
    expect(() => splitWhere(where, null)).toThrow(
      expect.objectContaining<Partial<Problem>>({
        code: "filter-unusable",
        reason: expect.stringContaining(reason),
        path: [{ attribute: "where" }, { attribute }],
      }),
    );
});

test.each(["a = 1) or (b = 2", "(a", "a)", 'a = "x', "a = 'x"])(
  "an own expression that would undo its parentheses is not combined: %j",
  (own) => {
    expect(() => splitWhere({ modelId: "M" }, own)).toThrow(
      expect.objectContaining<Partial<Problem>>({ code: "filter-unusable", path: [{ attribute: "expression" }] }),
    );
    expect(splitWhere({}, own).expression).toBe(own);
  },
);

test.each(["k = 1 or x", "a.b", "exists(a)", "键", "a b", "", "__proto__ "])(
  "a tag key that is no plain word never reaches the expression: %j",
  (key) => {
    const split = splitWhere({ tags: Object.fromEntries([[key, "v"]]) }, null);
    expect(split).toMatchObject({
      expression: null,
      pushed: { tags: {} },
      local: { tags: Object.fromEntries([[key, "v"]]) },
    });
  },
);

test("a name is also looked for in the locales the platform has to be asked for", () => {
  expect(splitWhere({ nameContains: "メーター", modelId: "M" }, null, ["ja_JP", "es_ES"]).expression).toBe(
    'modelId = "M" and (productName like "メーター" or productName.ja_JP like "メーター" or productName.es_ES like "メーター")',
  );
});
