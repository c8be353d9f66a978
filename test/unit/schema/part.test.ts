import { partsOf, printPart, printParts, printSide } from "../../../src/schema/part";

test("what is no pair of maps is one part", () => {
  expect(partsOf({ expected: "a", actual: null })).toEqual([{ expected: "a", actual: null }]);
  expect(partsOf({ expected: { a: "1" }, actual: null })).toEqual([{ expected: { a: "1" }, actual: null }]);
});

test("of two maps each member that differs is a part, in the order of the names", () => {
  const expected = { zone: "A", owner: "ops", same: "x", composed: "é" };
  const actual = { new: "1", same: "x", zone: "B", composed: "e\u0301" };
  expect(partsOf({ expected, actual }).map((part) => [printPart("tags", part), part.expected, part.actual])).toEqual([
    ['tags["new"]', undefined, "1"],
    ['tags["owner"]', "ops", undefined],
    ['tags["zone"]', "A", "B"],
  ]);
});

test("a member may have any name", () => {
  const actual = JSON.parse('{"__proto__":"1","a\\u001b":"2"}');
  expect(
    partsOf({ expected: {}, actual }).map((part) => `${printPart("t", part)} ${printSide(part.expected)}`),
  ).toEqual(['t["__proto__"] absent', 't["a\\u001b"] absent']);
});

test("more members than can be read are counted", () => {
  const actual = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, "v"]));
  const lines = printParts({ expected: {}, actual }, (part) => printPart("t", part));
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("… and 10 more members");
});
