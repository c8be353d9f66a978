import { dotenvValue, printEnv } from "../../../src/bootstrap/env";
import { inventoryOf, odd } from "../../support/inventories";
import { product } from "../../support/recorded";

const printed = (inventory: ReturnType<typeof inventoryOf>) => {
  const warnings: string[] = [];
  return { text: printEnv(inventory, (warning) => warnings.push(warning)), warnings };
};

test("one product in an environment", () => {
  const meter = product("8f7KmDED", { productName: "Smart Meter", modelId: "meter_v2", maxValidDay: 1095 });
  const { text, warnings } = printed(inventoryOf([meter]));
  expect(text.split("\n").slice(2).join("\n")).toBe(`
CONNECT_ENOS_ENDPOINT=https://enos.example.com/
CONNECT_ENOS_ORG_ID=o1

# Smart Meter (8f7KmDED)
PRODUCT_SMART_METER_8f7KmDED_KEY=8f7KmDED
PRODUCT_SMART_METER_8f7KmDED_NAME="Smart Meter"
PRODUCT_SMART_METER_8f7KmDED_MODEL_ID=meter_v2
PRODUCT_SMART_METER_8f7KmDED_MAX_VALID_DAY=1095
`);
  expect(warnings).toEqual([]);
});

test.each([
  ["plain", "plain"],
  ["a1.B_2/c:d@e-f", "a1.B_2/c:d@e-f"],
  ["", ""],
  ["two words", '"two words"'],
  ["it's", `"it's"`],
  ["智能电表", '"智能电表"'],
  ["a#b", '"a#b"'],
  ['"q"', `'"q"'`],
  ["$(touch x)meter", undefined],
  ["costs $5", undefined],
  ["a`id`b", undefined],
  ["back\\slash", undefined],
  ["encrypted:abc", undefined],
  ["Encrypted:abc", undefined],
  [`'"`, undefined],
  ["two\nlines", undefined],
  ["a\u2028b", undefined],
  ["a\u0000", undefined],
  ["\ud800", undefined],
])("%j is written as %s", (value, written) => {
  expect(dotenvValue(value)).toBe(written);
});

test("an environment that is too large for programs to start in is told", () => {
  const many = Array.from({ length: 5000 }, (_, index) => odd(`key${index}`, `Meter ${index}`));
  expect(printed(inventoryOf(many)).warnings).toEqual([expect.stringMatching(/^5000 products need an environment of/)]);
});
