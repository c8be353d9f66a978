import { computed, optional, required } from "../../../src/schema/attribute";
import { list, map } from "../../../src/schema/collection";
import { object } from "../../../src/schema/object";
import { printPath } from "../../../src/schema/path";
import { json, timestamp } from "../../../src/schema/text";
import { bool, type Decoding, integer, number, string, type Type, UNKNOWN } from "../../../src/schema/type";

const decode = <T>(type: { decode(wire: unknown, path: [], decoding: Decoding): T }, wire: unknown) => {
  const unknowns: Decoding["unknowns"] = [];
  return { value: type.decode(wire, [], { unknowns }), unknowns: unknowns.map(printPath) };
};

test("a fraction leaves as decimal text and a whole number as a number", () => {
  expect([19.99, 0.1, 3, -7, 1e21].map((value) => number.encode(value))).toEqual(["19.99", "0.1", 3, -7, "1e+21"]);
});

test.each([
  [30, 30],
  ["30", 30],
  ["0.25", 0.25],
  [30n, 30],
  [0.25, 0.25],
])("the number %p from Terraform is read as %p", (wire, expected) => {
  expect(decode(number, wire).value).toBe(expected);
});

test.each([["1.5"], [1.5], ["9007199254740993"], [9007199254740993n], [true], [""], ["x"], [[]]])(
  "%p is no whole number",
  (wire) => {
    expect(() => decode(integer, wire)).toThrow(/expected a whole number/);
  },
);

test("text from the environment becomes a value of its type, or nothing", () => {
  expect(["true", "1", "FALSE", "0", "yes"].map((text) => bool.fromText?.(text))).toEqual([
    true,
    true,
    false,
    false,
    undefined,
  ]);
  expect(["30", "0.5", "", "soon"].map((text) => number.fromText?.(text))).toEqual([30, 0.5, undefined, undefined]);
});

test("a moment in milliseconds becomes RFC 3339, and nonsense is refused", () => {
  expect(timestamp.parse(1582861255508, [])).toBe("2020-02-28T03:40:55.508Z");
  expect(timestamp.parse(0, [])).toBe("1970-01-01T00:00:00.000Z");
  // Text that may be a year, a date, or seconds is refused.
  for (const wrong of [
    1_582_861_255,
    "2020",
    "20200228",
    "1582861255",
    "20200228034055",
    "",
    "2020-02-30T00:00:00Z",
    "now",
    9e15,
    {},
  ])
    expect(() => timestamp.parse(wrong, [{ attribute: "createTime" }])).toThrow(
      /: createTime: expected a time in milliseconds/,
    );
});

test.each<[Type<unknown>, unknown, unknown]>([
  [integer as Type<unknown>, "3", 3],
  [integer as Type<unknown>, "-3", -3],
  [integer as Type<unknown>, "3.0", 3],
  [number as Type<unknown>, "0.5", 0.5],
  [bool as Type<unknown>, "true", true],
  [bool as Type<unknown>, "TRUE", true],
  [bool as Type<unknown>, "False", false],
  [timestamp as Type<unknown>, "1582861255508", "2020-02-28T03:40:55.508Z"],
  [timestamp as Type<unknown>, "2020-02-28T03:40:55Z", "2020-02-28T03:40:55.000Z"],
  [timestamp as Type<unknown>, "2020-02-28 11:40:55+08:00", "2020-02-28T03:40:55.000Z"],
])("%# text of a platform that has one meaning is read: %j", (type, text, value) => {
  expect(type.parse(text, [])).toBe(value);
});

test.each<[Type<unknown>, unknown[]]>([
  [
    integer as Type<unknown>,
    ["", "three", "1.5", "007", "0x10", "1,000", "9007199254740993", "1.00000000000000000001", true],
  ],
  [number as Type<unknown>, ["", "NaN", "Infinity", "1e400", "[1]"]],
  [bool as Type<unknown>, ["", "yes", "1", 1, 0, "null"]],
])("%# text of a platform that may mean something else is refused", (type, texts) => {
  for (const text of texts) expect(() => type.parse(text, [])).toThrow("expected");
});

test("opaque JSON is kept as text with sorted keys", () => {
  expect(json.parse({ b: 1, a: { d: null, c: ["z", "y"] } }, [])).toBe('{"a":{"c":["z","y"],"d":null},"b":1}');
  expect(json.parse("g1", [])).toBe('"g1"');
  expect(json.parse({}, [])).toBe("{}");
});

test("null stays apart from empty", () => {
  const type = object({ tags: optional(map(string), ""), keys: optional(list(string), "") });
  expect(type.encode({ tags: null, keys: [] })).toEqual({ tags: null, keys: [] });
  expect(type.encode({ tags: {}, keys: null })).toEqual({ tags: {}, keys: null });
  expect(decode(type, { tags: null, keys: [] }).value).toEqual({ tags: null, keys: [] });
});

test("an object carries every attribute, in Terraform's spelling, null where there is nothing", () => {
  const type = object({ modelId: computed(string, ""), maxValidDay: computed(integer, "") });
  expect(type.encode({ modelId: "M" } as never)).toEqual({ model_id: "M", max_valid_day: null });
  expect(type.cty).toEqual(["object", { model_id: "string", max_valid_day: "number" }]);
  expect(decode(type, { model_id: "M", max_valid_day: "30" }).value).toEqual({ modelId: "M", maxValidDay: 30 });
});

test("map keys are data: none is converted, none is lost", () => {
  const tags = JSON.parse('{"a_b":"1","zh_CN":"2","__proto__":"3","站点":"4"}');
  expect(Object.keys(map(string).parse(tags, []))).toEqual(["a_b", "zh_CN", "__proto__", "站点"]);
  expect(Object.keys(map(string).encode(tags) as object)).toEqual(["a_b", "zh_CN", "__proto__", "站点"]);
});

test("unknown values are kept and their places are named, at every depth", () => {
  const type = object({
    where: optional(object({ productKeys: optional(list(string), ""), tags: optional(map(string), "") }), ""),
  });
  const { value, unknowns } = decode(type, { where: { product_keys: ["a", UNKNOWN], tags: UNKNOWN } });
  expect(value.where?.productKeys).toEqual(["a", UNKNOWN]);
  expect(unknowns).toEqual(["where.product_keys[1]", "where.tags"]);
});

test("checks name the place of what is wrong and skip what is not known yet", () => {
  const odd = (value: string) => (value.length % 2 ? undefined : "It must have an odd length.");
  const type = object({
    id: computed(string, ""),
    name: required(string, "", { check: odd }),
    where: optional(object({ keys: optional(list(string), ""), modelId: optional(string, "", { check: odd }) }), ""),
  });
  const check = (value: unknown) =>
    type.check?.(value as never, [])?.map(({ path, detail }) => `${printPath(path)}: ${detail}`);
  expect(check({ id: null, name: UNKNOWN, where: { keys: [UNKNOWN], modelId: UNKNOWN } })).toEqual([]);
  expect(check({ id: "x", name: "even", where: { keys: ["a", null], modelId: "xy" } })).toEqual([
    "id: The provider computes this value. Remove it.",
    "name: It must have an odd length.",
    "where.keys[1]: An element is null. Write a string, or remove the element.",
    "where.model_id: It must have an odd length.",
  ]);
});

test("a map of objects is converted inside and keeps its keys", () => {
  const type = map(object({ modelId: computed(string, "") }));
  expect(type.encode({ some_key: { modelId: "M" }, k2: { modelId: null } })).toEqual({
    some_key: { model_id: "M" },
    k2: { model_id: null },
  });
});

test.each<[string, Pick<Type<never>, "same">, unknown, unknown, boolean]>([
  ["numbers", number, 0.5, 0.5, true],
  ["lists", list(string), ["a", "b"], ["a", "b"], true],
  ["lists in another order", list(string), ["a", "b"], ["b", "a"], false],
  ["a longer list", list(string), ["a"], ["a", "b"], false],
  ["a shorter list", list(string), ["a", "b"], ["a"], false],
  ["lists of times", list(timestamp), ["2020-01-01T00:00:00Z"], ["2020-01-01T01:00:00+01:00"], true],
  ["maps with null elements", map(string), { a: null }, { a: null }, true],
  ["a null element and none", map(string), { a: null }, { b: null }, false],
  ["maps of objects", map(object({ at: optional(timestamp, "") })), { a: { at: null } }, { a: { at: null } }, true],
  ["objects", object({ data: optional(json, "") }), { data: "[1, 2]" }, { data: "[1,2]" }, true],
  ["objects that differ", object({ data: optional(json, "") }), { data: "[1]" }, { data: null }, false],
])("%s mean the same or not", (_, type, a, b, answer) => {
  expect(type.same(a as never, b as never)).toBe(answer);
});
