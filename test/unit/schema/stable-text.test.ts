import { sorted, stableText } from "../../../src/schema/stable-text";

test.each<[string, unknown, string]>([
  [
    "members, at any depth",
    { b: [{ d: 1, c: 2 }], a: { z: null, y: "" } },
    '{"a":{"y":"","z":null},"b":[{"c":2,"d":1}]}',
  ],
  ["a list of lists", [[{ b: 1, a: 2 }], []], '[[{"a":2,"b":1}],[]]'],
  ["only an inner object", { a: 1, b: { d: 1, c: 2 } }, '{"a":1,"b":{"c":2,"d":1}}'],
  ["capitals before small letters, code unit by code unit", { b: 1, B: 2, é: 3 }, '{"B":2,"b":1,"é":3}'],
  ["the name __proto__", JSON.parse('{"b":1,"__proto__":{"d":1,"c":2}}'), '{"__proto__":{"c":2,"d":1},"b":1}'],
  ["nothing for undefined", { b: undefined, a: [undefined] }, '{"a":[null]}'],
  ["what an object says its JSON is", { b: new Date(0), a: 1 }, '{"a":1,"b":"1970-01-01T00:00:00.000Z"}'],
])("%s: in one order", (_, value, text) => {
  expect(stableText(value)).toBe(text);
  expect(stableText(JSON.parse(text))).toBe(text);
});

test("what is sorted already is not copied, and what is not stays as it was", () => {
  const value = { a: [{ b: 1, c: null }], d: "x" };
  expect(sorted(value)).toBe(value);
  const other = { b: { d: 1, c: 2 }, a: 1 };
  expect(sorted(other)).not.toBe(other);
  expect(JSON.stringify(other)).toBe('{"b":{"d":1,"c":2},"a":1}');
});
