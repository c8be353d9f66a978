import { repeatedName } from "../../../src/schema/repeated-name";

const repeatedIn = (text: string) => repeatedName(text, JSON.parse(text));

test.each([
  ['{"a":1,"a":1}', "a"],
  ['{"a": 1, "b": {"c" : [ {"d":1,"e":{"d":2},"d" :3} ]}}', "d"],
  ['{"电":1,"\\u7535":2}', "电"],
  ['{"":1,"":2}', ""],
  ['{"__proto__":1,"__proto__":2}', "__proto__"],
  ['{"a\\\\":1,"a\\\\":2}', "a\\"],
])("%s repeats a name", (text, name) => {
  expect(repeatedIn(text)).toBe(name);
});

test.each([
  "7",
  "[]",
  '"\\"a\\":"',
  '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
  '{ "a" : "{\\"a\\":1,\\"a\\":2}", "b" : "}" }',
  '{"a":"\\"a\\":","b\\\\":1}',
])("%s repeats none", (text) => {
  expect(repeatedIn(text)).toBeUndefined();
});

test("a text deeper than the stack, and a long one, are read to their end", () => {
  const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
  expect(repeatedIn(`{ "deep" :${deep},"a":1,"a":2}`)).toBe("a");
  expect(repeatedIn(`{ "long" :"${"\\n".repeat(2_000_000)}","a":1,"a":2}`)).toBe("a");
});
