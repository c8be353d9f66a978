import { optional as maybe } from "../../../src/schema/attribute";
import { map } from "../../../src/schema/collection";
import { object } from "../../../src/schema/object";
import { oneMember } from "../../../src/schema/one-member";
import { printPath } from "../../../src/schema/path";
import {
  anything,
  converted,
  filled,
  flag,
  listOf,
  mapOf,
  members,
  oneOf,
  optional,
  orNull,
  ruled,
  type Shape,
  text,
  whole,
} from "../../../src/schema/shape";
import { allRules, inspect, strictly, tableOf } from "../../../src/schema/strict";
import { timestamp } from "../../../src/schema/text";
import { bool, integer, string } from "../../../src/schema/type";

const reasons = (shape: Shape<unknown>, json: unknown): string[] =>
  inspect(shape, json).problems.map(({ reason }) => reason);
const blamed = (shape: Shape<unknown>, json: unknown): string[] =>
  inspect(shape, json).problems.map(({ path }) => printPath(path));

const meter = members({
  name: filled,
  days: optional(whole),
  spare: orNull(flag),
  tags: optional(mapOf(text)),
  rooms: optional(listOf(oneOf("hall", "cellar"))),
});

test("a value that fits is given as it is, without members that are not there", () => {
  const value = { name: "a", spare: null, tags: { __proto__x: "", "": "y" }, rooms: ["hall"] };
  expect(inspect(meter, value)).toEqual({ value, problems: [] });
  expect(strictly(meter, value)).not.toHaveProperty("days");
});

test.each<[unknown, string[]]>([
  [{}, ["name", "spare"]],
  [{ name: "", spare: 0, days: "3" }, ["name", "days", "spare"]],
  [{ name: "a", spare: true, days: 1.5, tags: { a: 1, b: null } }, ["days", 'tags["a"]', 'tags["b"]']],
  [{ name: "a", spare: true, rooms: ["hall", "attic", 3] }, ["rooms[1]", "rooms[2]"]],
  [{ name: "a", spare: true, constructor: 1, toString: 2 }, ["constructor", "toString"]],
  [JSON.parse('{"name":"a","spare":true,"__proto__":{}}'), ["__proto__"]],
  [[], [""]],
  [null, [""]],
  ["x", [""]],
])("of %j everything wrong is noted: %j", (json, paths) => {
  expect(blamed(meter, json)).toEqual(paths);
});

test("an unknown name comes with the names that look like it, or with all when they are few", () => {
  expect(reasons(meter, { name: "a", spare: null, Day: 1 })).toEqual(["Day: unknown member (did you mean days?)."]);
  expect(reasons(meter, { name: "a", spare: null, x: 1 })).toEqual([
    "x: unknown member; there are name, days, spare, tags, rooms.",
  ]);
});

test("no value is quoted, only its type", () => {
  for (const json of ["canary", ["canary"], { name: ["canary"], spare: "canary", rooms: ["canary"] }])
    expect(reasons(meter, json).join()).not.toContain("canary");
});

test("open members may have others beside them, which are kept", () => {
  const open = members({ name: text }, { open: true });
  expect(strictly(open, { name: "a", other: [1] })).toEqual({ name: "a", other: [1] });
  expect(blamed(open, { other: 1 })).toEqual(["name"]);
});

test("one of several members stands alone", () => {
  const either = oneMember({ product: text, products: anything });
  expect(strictly(either, { products: [] })).toEqual({ products: [] });
  for (const json of [{}, { product: "a", products: {} }]) expect(blamed(either, json)).toEqual([""]);
  expect(blamed(either, { product: 5 })).toEqual(["product"]);
});

test("a rule sees only values in which nothing else is wrong", () => {
  const seen: unknown[] = [];
  const rule = ruled(members({ a: whole }), (value) => {
    seen.push(value);
    return value.a < 0 ? "It must not be negative." : undefined;
  });
  expect(blamed(rule, { a: "x" })).toEqual(["a"]);
  expect(reasons(rule, { a: -1 })).toEqual(["It must not be negative."]);
  expect(
    strictly(
      converted(rule, ({ a }) => a * 2),
      { a: 2 },
    ),
  ).toBe(4);
  // A value with a mistake is read once more, with positions.
  expect([...new Set(seen.map((value) => JSON.stringify(value)))]).toEqual(['{"a":-1}', '{"a":2}']);
});

describe("a table of attributes", () => {
  const table = {
    days: maybe(integer, "", { check: (days) => (days > 9 ? "It must be at most 9." : undefined) }),
    since: maybe(timestamp, ""),
    tags: maybe(map(string), ""),
    inner: maybe(object({ isOn: maybe(bool, "") }), ""),
  };
  const shape = tableOf(table, "attribute", allRules);

  test("has any of its attributes, to the letter of their types", () => {
    const value = { days: 3, since: "2020-02-28T03:40:55Z", inner: { isOn: null }, tags: null };
    expect(strictly(shape, value)).toEqual(value);
    expect(strictly(shape, {})).toEqual({});
    // Terraform's wire may have these.
    expect(blamed(shape, { days: "3", inner: { isOn: "true" }, tags: { a: 1 } })).toEqual([
      "days",
      'tags["a"]',
      "inner.isOn",
    ]);
  });

  test("has the rules of its attributes and of their types", () => {
    expect(blamed(shape, { days: 10, since: "soon", tags: { a: null } })).toEqual(["days", "since", 'tags["a"]']);
  });

  test("has names in one spelling", () => {
    expect(reasons(shape, { inner: { is_on: true } })).toEqual([
      "inner.is_on: unknown attribute (did you mean isOn?).",
    ]);
  });
});

test("several mistakes are one problem that has them all", () => {
  const attempt = () => strictly(meter, { spare: 1 }, [{ attribute: "meter" }]);
  expect(attempt).toThrow(
    expect.objectContaining({
      code: "wrong-type",
      problems: [
        expect.objectContaining({ path: [{ attribute: "meter" }, { attribute: "name" }] }),
        expect.objectContaining({ path: [{ attribute: "meter" }, { attribute: "spare" }] }),
      ],
    }),
  );
});
