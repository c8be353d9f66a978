import { assertFits } from "../../../../src/plugin/tfplugin6/cty";
import { type Cty, UNKNOWN } from "../../../../src/schema/type";

const product: Cty = [
  "object",
  { key: "string", days: "number", tags: ["map", "string"], parts: ["list", ["object", { on: "bool" }]] },
];
const fitting = { key: "k", days: 7, tags: { a: "b" }, parts: [{ on: true }, { on: null }, null] };

test.each<[Cty, unknown]>([
  ["string", ""],
  ["bool", false],
  ["number", -9007199254740991],
  ["number", "19.99"],
  ["number", "-1e-7"],
  ["number", null],
  [["list", "string"], []],
  [
    ["set", "number"],
    [1, "2.5"],
  ],
  [["map", ["list", "bool"]], { a: [true], b: null }],
  [product, fitting],
  [product, null],
])("%j takes what fits", (cty, value) => {
  expect(() => assertFits(cty, value)).not.toThrow();
});

test.each<[Cty, unknown, string]>([
  ["string", 5, "expected a string, found a number"],
  ["bool", "true", "expected a bool, found a string"],
  ["number", 1.5, "expected a number, found a fractional number"],
  ["number", Number.NaN, "expected a number, found a fractional number"],
  ["number", 2 ** 60, "expected a number, found a number"],
  ["number", 7n, "expected a number, found a number that cannot be represented exactly"],
  ["number", "Infinity", "expected a number, found a string"],
  ["string", UNKNOWN, "expected a string, found a symbol"],
  ["string", undefined, "expected a string, found nothing"],
  [["list", "string"], { a: 1 }, "expected a list, found an object"],
  [["map", "string"], ["a"], "expected a map, found a list"],
  ["dynamic", "x", "expected a dynamic, found a string"],
  [product, { ...fitting, days: undefined }, "days: expected a number, found nothing"],
  [product, { ...fitting, tags: { a: "b", "c d": 1 } }, 'tags["c d"]: expected a string, found a number'],
  [product, { ...fitting, parts: [{ on: true }, { on: "x" }] }, "parts[1].on: expected a bool, found a string"],
])("%j refuses %j at its path", (cty, value, message) => {
  expect(() => assertFits(cty, value)).toThrow(message);
});
