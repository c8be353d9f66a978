import { json, jsonWithComments } from "../../../src/files/json";
import { locator } from "../../../src/files/location";
import { withoutMark } from "../../../src/files/text";

const text = `{
  "version": 1,
  "products": {
    "a": { "modelId": "M",
      "aliyun": {
        "netType":
          "WIFI" } },
    "": null
  },
  "list": [
    { "x": 1 },
    {
      "x": 2 }
  ]
}`;

const locationOf = (source: string, ...path: (string | number)[]) => {
  const { line, column } = locator(source, "f.json")(json(source).offsetOf(path.map((key) => ({ key }))));
  return [line, column];
};

test.each([
  [[], 1, 1],
  [["version"], 2, 3],
  [["products", "a"], 4, 5],
  [["products", "a", "modelId"], 4, 12],
  [["products", "a", "aliyun", "netType"], 6, 9],
  [["products", ""], 8, 5],
  [["list", 0], 11, 5],
  [["list", 1], 12, 5],
  [["list", 1, "x"], 13, 7],
])("%j stands in line %i, column %i", (path, line, column) => {
  expect(locationOf(text, ...path)).toEqual([line, column]);
});

test.each([
  [["products", "nobody", "modelId"], 3],
  [["products", "a", "productName"], 4],
  [["list", 9, "x"], 10],
  [["list", "length"], 10],
])("%j does not exist: the nearest value around it stands in line %i", (path, line) => {
  expect(locationOf(text, ...path)[0]).toBe(line);
});

test("line ends of Windows count once, and a text without any is one line", () => {
  expect(locationOf('{\r\n"a": 1,\r\n"b": 2}', "b")).toEqual([3, 1]);
  expect(locationOf('{"a":{"b":1}}', "a", "b")).toEqual([1, 7]);
});

test("a name that appears twice in one object is a flaw where it appears again; remarks may", () => {
  const twice = '{"a":1,\n"b":{"a":1,"\\u0061":2},\n"a":[{"x":"\\":"}],"//":1,"//":2}';
  const { flaws } = json(twice);
  expect(flaws.map(({ offset }) => locator(twice, "f")(offset))).toEqual([
    { file: "f", line: 2, column: 12 },
    { file: "f", line: 3, column: 1 },
  ]);
  expect(json('{"a":{"b":1},"b":[{"b":"a\\": "},{"b":2}],"__proto__":{"a":1}}').flaws).toEqual([]);
});

/** A text with one character removed, doubled or replaced, for every character. */
const damaged = (right: string): string[] =>
  Array.from({ length: right.length }).flatMap((_, index) =>
    ["", `${right[index]}${right[index]}`, "\u0001", "x", '"', "}", ",", "\ufeff", "/"].map(
      (piece) => right.slice(0, index) + piece + right.slice(index + 1),
    ),
  );

test("what Node takes for JSON is read, and everything else is a flaw inside the text", () => {
  const wrong: string[] = [];
  for (const each of damaged('{"a":[-1.5e3,true,null],"b\\n":{"c":"\\u00e9"}}')) {
    let value: unknown;
    try {
      value = JSON.parse(each);
    } catch {
      // Its value is undefined.
    }
    const parsed = json(each);
    expect(parsed.value).toEqual(value);
    const [flaw] = parsed.flaws;
    if (value !== undefined || flaw === undefined) continue;
    if (flaw.offset > each.length || flaw.reason === "not valid JSON.") wrong.push(each);
  }
  expect(wrong).toEqual([]);
});

test("a mistake is where a person would look for it", () => {
  const at = (source: string) => locator(source, "f")(json(source).flaws[0]?.offset ?? -1);
  expect(at('{"accounts":[\n\n{"secretKey":"s",}]}')).toMatchObject({ line: 3, column: 18 });
  expect(at('{"accounts":\n[],\n"canary": canary}')).toMatchObject({ line: 3, column: 11 });
  expect(at("\n\n{")).toMatchObject({ line: 3 });
});

test("a text that is nested deeper than a stack allows is still one answer", () => {
  const deep = "[".repeat(200_000);
  expect(json(deep).flaws).toHaveLength(1);
  expect(json(withoutMark(`\ufeff${deep}${"]".repeat(200_000)}`)).offsetOf([{ key: 0 }])).toBe(0);
});

describe("with comments", () => {
  const text = '// why\n{ "a": 1, /* not yet:\n "b": 2, */ "c": "// a text", "d": "/* also */" }\n';

  test("values are read without them, and texts that look like one are texts", () =>
    expect(jsonWithComments(text)).toMatchObject({ value: { a: 1, c: "// a text", d: "/* also */" }, flaws: [] }));

  test("positions are those of the file", () => {
    const { offsetOf } = jsonWithComments(text);
    expect(text.slice(offsetOf([{ attribute: "c" }]))).toMatch(/^"c"/);
    const [flaw] = jsonWithComments(`${text}x`).flaws;
    expect(flaw?.offset).toBe(text.length);
  });

  test("a name that appears twice is a mistake, one in a comment is not", () => {
    expect(jsonWithComments('{ "a": 1, // "a": 2\n "b": 2 }').flaws).toEqual([]);
    expect(jsonWithComments('{ "a": 1, // x\n "a": 2 }').flaws).toHaveLength(1);
  });

  test("files of programs may not have them, because they would be lost", () =>
    expect(json(text).flaws).toHaveLength(1));
});
