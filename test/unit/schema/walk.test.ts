import { type Attributes, computed } from "../../../src/schema/attribute";
import { object, objectMap } from "../../../src/schema/object";
import { integer, string } from "../../../src/schema/type";
import { differences, isComplete, select, walk } from "../../../src/schema/walk";

const inner = { color: computed(string, ""), count: computed(integer, "", { volatile: true }) };
const table: Attributes = {
  name: computed(string, ""),
  seen: computed(integer, "", { volatile: true }),
  box: computed(object(inner), ""),
  boxes: computed(objectMap(inner), ""),
};
const value = {
  name: "A",
  seen: 1,
  box: { color: "red", count: 2 },
  boxes: { k: { color: "blue", count: null } },
};

test("a walk meets every attribute, inner ones first, in the order of the table", () => {
  const met: string[] = [];
  const shape = walk<string>(table, {
    leaf: (name) => {
      met.push(name);
      return name;
    },
    group: (name, _, members, nesting) => {
      met.push(name);
      return `${name}:${nesting}(${members})`;
    },
  });
  expect(shape).toEqual(["name", "seen", "box:single(color,count)", "boxes:map(color,count)"]);
  expect(met).toEqual(["name", "seen", "color", "count", "box", "color", "count", "boxes"]);
});

const named = (expected: object, actual: object | null, comparison = { expectsNull: true }) =>
  differences(table, expected as Record<string, unknown>, actual as Record<string, unknown> | null, comparison).map(
    ({ attribute }) => attribute.join("."),
  );

test("only what is expected is compared, and inner attributes one by one", () => {
  expect(named({}, value)).toEqual([]);
  expect(named(value, value)).toEqual([]);
  expect(named({ name: "B", box: { color: "green" } }, value)).toEqual(["name", "box.color"]);
  expect(named({ boxes: { k: { color: "blue", count: 1 } } }, value)).toEqual(["boxes"]);
});

test("of a group that is not there each expected member differs", () => {
  expect(named({ box: { color: "red", count: null } }, { ...value, box: null })).toEqual(["box.color"]);
  expect(named({ name: "A" }, null)).toEqual(["name"]);
});

test("null is a value or means that nothing is expected, as the comparison says", () => {
  expect(named({ name: null, box: null }, value)).toEqual(["name", "box"]);
  expect(named({ name: null, box: null }, { ...value, name: null, box: null })).toEqual([]);
  expect(named({ name: null, box: { color: null } }, value, { expectsNull: false })).toEqual([]);
});

test("attributes that the comparison ignores never differ, at any depth", () => {
  const comparison = { expectsNull: true, ignores: ({ volatile }: { volatile?: boolean }) => volatile === true };
  expect(named({ seen: 9, box: { color: "red", count: 9 } }, value, comparison)).toEqual([]);
});

test("a value is complete when it has every attribute, at any depth, be it null", () => {
  expect(isComplete(table, value)).toBe(true);
  expect(isComplete(table, { ...value, box: null, name: null })).toBe(true);
  expect(isComplete(table, { ...value, name: undefined })).toBe(false);
  expect(isComplete(table, { ...value, box: { color: "red" } })).toBe(false);
});

test("a selection leaves out what is not wanted, at any depth, and adds nothing", () => {
  const lasting = ({ volatile }: { volatile?: boolean }) => volatile !== true;
  expect(select(table, value, lasting)).toEqual({ name: "A", box: { color: "red" }, boxes: value.boxes });
  expect(select(table, { seen: 1, box: null }, lasting)).toEqual({ box: null });
});
