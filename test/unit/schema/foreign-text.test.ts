import { harmless, hasInvisible, oneLine, printValue, shortened } from "../../../src/schema/foreign-text";

test.each([
  ["plain", '"plain"'],
  [null, "null"],
  [undefined, "null"],
  [{ a: ["ü", 1] }, '{"a":["ü",1]}'],
  ["a\nb\tc\u001b[31m", '"a\\nb\\tc\\u001b[31m"'],
  ["\u009b\u202e\u200b\u2028\ufeff\u00a0", '"\\u009b\\u202e\\u200b\\u2028\\ufeff\\u00a0"'],
  ["\u2066\u061c\u00ad\u034f\u115f\u3164\u180e\ufff9", '"\\u2066\\u061c\\u00ad\\u034f\\u115f\\u3164\\u180e\\ufff9"'],
  ["\u{e0041}\u{e0100}", '"\\udb40\\udc41\\udb40\\udd00"'],
  ["智能电表 👍 ☀️ é　x", '"智能电表 👍 ☀️ é　x"'],
  ["\ud83d", '"\\ud83d"'],
  ["a#b ##[add-mask]x ###", '"a#b #\\u0023[add-mask]x #\\u0023\\u0023"'],
  ["x ::error::y", '"x \\u003a:error::y"'],
])("%j is printed as %s", (value, printed) => {
  expect(printValue(value)).toBe(printed);
  expect(JSON.parse(printed)).toEqual(value ?? null);
});

test.each([
  ["::add-mask::x", "\\u003a:add-mask::x"],
  ["a\n::stop-commands::t", "a\n\\u003a:stop-commands::t"],
  ["a ##vso[task.setvariable]", "a #\\u0023vso[task.setvariable]"],
  ["iot::x fe80::1 [::1]:80 a :: b", "iot::x fe80::1 [::1]:80 a :: b"],
])("in the log of a CI system %j gives no command", (text, shown) => {
  expect(harmless(text)).toBe(shown);
  expect(harmless(shown)).toBe(shown);
});

test("a long value is cut, and its length is told", () => {
  expect(printValue("x".repeat(1_000))).toMatch(/^"x{299}… \(1002 characters\)$/);
  expect(printValue(`${"x".repeat(298)}👍👍`)).toMatch(/^"x{298}… /);
  expect(printValue("\u202e".repeat(100), 12)).toMatch(/^"\\u202e… \(602 characters\)$/);
});

test("no character and no escape is cut in half", () => {
  expect(shortened("ab👍", 3)).toBe("ab");
  for (const longest of [3, 4, 5, 6, 7]) expect(shortened("ab\\u202ecd", longest)).toBe("ab");
  expect(shortened("ab\\u202ecd", 8)).toBe("ab\\u202e");
});

test("harmless text keeps its lines, and on one line it has none", () => {
  expect(harmless("a\n  b\r\n")).toBe("a\n  b\\u000d\n");
  expect(oneLine(" a\n  b\n\n c\n")).toBe("a b c");
  expect(["a", "a b", "键"].map(hasInvisible)).toEqual([false, false, false]);
  expect(["a\n", "\t", "a\u200bb"].map(hasInvisible)).toEqual([true, true, true]);
});
