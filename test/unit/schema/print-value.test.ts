import { harmless, oneLine, printValue } from "../../../src/schema/print-value";

test.each([
  ["plain", '"plain"'],
  [null, "null"],
  [undefined, "null"],
  [{ a: ["ü", 1] }, '{"a":["ü",1]}'],
  ["a\nb\tc\u001b[31m", '"a\\nb\\tc\\u001b[31m"'],
  ["\u009b\u202e\u200b\u2028\ufeff\u00a0", '"\\u009b\\u202e\\u200b\\u2028\\ufeff\\u00a0"'],
  ["智能电表 👍", '"智能电表 👍"'],
  ["\ud83d", '"\\ud83d"'],
  ["a#b ##[add-mask]x ###", '"a#b #\\u0023[add-mask]x #\\u0023\\u0023"'],
])("%j is printed as %s", (value, printed) => {
  expect(printValue(value)).toBe(printed);
  expect(JSON.parse(printed)).toEqual(value ?? null);
});

test("a long value is cut, and its length is told", () => {
  expect(printValue("x".repeat(1_000))).toMatch(/^"x{299}… \(1002 characters\)$/);
  expect(printValue(`${"x".repeat(298)}👍👍`)).toMatch(/^"x{298}… /);
});

test("harmless text keeps its lines, and on one line it has none", () => {
  expect(harmless("a\n  b\r\n")).toBe("a\n  b\\u000d\n");
  expect(oneLine(" a\n  b\n\n c\n")).toBe("a b c");
});
