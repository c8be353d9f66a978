import { RE2JS } from "re2js";
import { checkText } from "../../../src/product/check-text";
import type { Product } from "../../../src/product/product";
import { checkRegex, matcherOf, type ProductWhere, wherePath } from "../../../src/product/where";

const product = {
  productKey: "P1",
  productName: "Smart Meter",
  localizedNames: { zh_CN: "智能电表", de_DE: "Zähler", en_US: "" },
  productType: "Device",
  modelId: "M",
  productTags: { site: "A", "x/y": "1" },
} as unknown as Product;
const matches = (where: ProductWhere, one: Product) => matcherOf(where)(one) === undefined;
const bare = {
  productKey: "P2",
  productName: null,
  localizedNames: null,
  productTags: null,
  modelId: null,
} as unknown as Product;

test.each<[ProductWhere, boolean]>([
  [{}, true],
  [{ productKeys: null, modelId: null, productType: null, nameContains: null, nameRegex: null, tags: null }, true],
  [{ productKeys: ["P0", "P1"] }, true],
  [{ productKeys: ["p1"] }, false],
  [{ productKeys: [] }, false],
  [{ modelId: "M" }, true],
  [{ modelId: "m" }, false],
  [{ productType: "Device" }, true],
  [{ productType: "Gateway" }, false],
  [{ nameContains: "METER" }, true],
  [{ nameContains: "电表" }, true],
  [{ nameContains: "zÄHL" }, true],
  [{ nameContains: "gas" }, false],
  [{ nameRegex: "Meter$" }, true],
  [{ nameRegex: "meter$" }, false],
  [{ nameRegex: "(?i)METER$" }, true],
  [{ nameRegex: "^智能" }, true],
  [{ nameRegex: "^Zähler$" }, true],
  [{ nameRegex: "^gas" }, false],
  [{ tags: {} }, true],
  [{ tags: { site: "A" } }, true],
  [{ tags: { site: "A", "x/y": "1" } }, true],
  [{ tags: { site: "B" } }, false],
  [{ tags: { toString: "x" } }, false],
  [{ modelId: "M", productType: "Gateway" }, false],
])("%j: %s", (where, expected) => {
  expect(matches(where, product)).toBe(expected);
});

test("a product without names or tags matches no filter on them", () => {
  expect(matches({ productKeys: ["P2"] }, bare)).toBe(true);
  for (const where of [{ nameContains: "" }, { nameRegex: "" }, { tags: { a: "" } }, { modelId: "M" }])
    expect(matches(where, bare)).toBe(false);
});

test("the first filter that a product does not meet is named", () => {
  const unmet = matcherOf({ productKeys: ["P1"], modelId: "N", tags: { site: "B" } });
  expect(unmet(product)).toBe("modelId");
  expect(unmet({ ...product, modelId: "N" })).toBe("tags");
  expect(unmet({ ...product, modelId: "N", productTags: { site: "B" } })).toBeUndefined();
});

test("composed and decomposed letters are the same, as in Terraform", () => {
  const decomposed = "Za\u0308hler";
  const composed = "Z\u00e4hler";
  const meter = { ...product, modelId: decomposed, productName: decomposed, productTags: { t: decomposed } };
  expect(matches({ modelId: composed, nameContains: composed, tags: { t: composed } }, meter)).toBe(true);
});

test("an expression is compiled once for a whole search", () => {
  const compile = jest.spyOn(RE2JS, "compile");
  const unmet = matcherOf({ nameRegex: "(a*)*b" });
  const once = compile.mock.calls.length;
  for (let count = 0; count < 20; count++)
    expect(unmet({ ...product, productName: "a".repeat(2000) })).toBe("nameRegex");
  expect(compile).toHaveBeenCalledTimes(once);
  compile.mockRestore();
});

test.each(["(a", "a{9999}", "(?=a)", "(a)\\1", "[z-a]"])(
  "%s is not an RE2 expression, and the message says why",
  (text) => {
    expect(checkRegex(text)).toMatch(/^It is not an RE2 expression: ./);
    expect(() => matches({ nameRegex: text }, product)).toThrow(
      expect.objectContaining({ code: "filter-unusable", path: wherePath("name_regex") }),
    );
  },
);

test("RE2 expressions are accepted", () => {
  for (const text of ["", "^a.*b$", "(?i)x", "\\p{Han}+", "(?P<n>a)"]) expect(checkRegex(text)).toBeUndefined();
});

test("a text to search for has something in it and no control characters", () => {
  expect(checkText("电 表")).toBeUndefined();
  expect(checkText(" ")).toContain("empty");
  expect(checkText("a\nb")).toContain("control characters");
});
