import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { schemas } from "../../../build/schemas";
import { printExpected } from "../../../src/bootstrap/expectations";
import { expectationsFile } from "../../../src/drift/expectations";
import { ignoreFile } from "../../../src/drift/ignore-file";
import { demoSeed, emulators } from "../../../src/emulator/list";
import { seedShape } from "../../../src/emulator/shell/seed";
import type { OwnFile } from "../../../src/files/own-file";
import { lockFile, printLock } from "../../../src/lock/lock-file";
import { keyOf } from "../../../src/reader/query";
import { inspect } from "../../../src/schema/strict";
import { inventoryOf } from "../../support/inventories";
import { entry, product } from "../../support/recorded";

const published = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, "../../../schemas", `${name}.schema.json`), "utf8"));
// A value that may be anything has no `type`.
const verdictOf = (name: string) =>
  new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(published(name));

const recorded = entry("a", { modelId: "M", maxValidDay: 365, productTags: { site: "上海" } });
const lock = JSON.parse(
  printLock(new Map([[keyOf(recorded.origin, recorded.query), recorded]]), { $schema: "./s.json" }),
);
const expectations = {
  $schema: "./s.json",
  version: 1,
  origin: recorded.origin,
  query: { products: { where: { modelId: "M" } } },
  products: { a: { modelId: "M", maxValidDay: 3, aliyun: { netType: "WIFI" }, atLeast: { maxValidDay: 1 } }, b: null },
};
const rule = { product: "8f7*", attribute: "maxValidDay", kind: "changed", reason: "R", expires: "2030-12-31" };
const rules = { $schema: "./s.json", version: 1, ignore: [{ ...rule, origin: { platform: "enos" } }] };

type Kind = [name: string, file: Pick<OwnFile<unknown>, "shape">, right: object];
const [demoProduct] = demoSeed.products as object[];
const platforms = emulators.map((emulator) => emulator.open({}));
const kinds: Kind[] = [
  ["lock", lockFile, lock],
  ["expectations", expectationsFile, expectations],
  ["ignore-rules", ignoreFile, rules],
  ["seed", { shape: seedShape(platforms) }, { ...demoSeed, products: [demoProduct] }],
];

/** Each value that has one member or item less, one more, or another one in the place of it. */
function* spoiled(value: unknown): Iterable<unknown> {
  if (value === null || typeof value !== "object") return;
  const [names, copy] = [Object.keys(value), () => structuredClone(value) as Record<string, unknown>];
  if (!Array.isArray(value)) yield { ...value, "un known": 1 };
  for (const name of names) {
    const without = copy();
    delete without[name];
    if (!Array.isArray(value)) yield without;
    for (const other of [7.5, "x", "", true, [], {}, null]) yield Object.assign(copy(), { [name]: other });
    for (const inner of spoiled((value as Record<string, unknown>)[name]))
      yield Object.assign(copy(), { [name]: inner });
  }
}

test.each(kinds)("the published schema of %s is that of its reader", (name) => {
  const { $schema: _, title: __, description: ___, ...schema } = published(name);
  expect(schema).toEqual(JSON.parse(JSON.stringify(schemas[name]?.schema)));
});

test.each(kinds)("a right file of %s is right for its reader and for its schema", (name, { shape }, right) => {
  const validate = verdictOf(name);
  expect(inspect(shape, right).problems).toEqual([]);
  expect({ valid: validate(right), errors: validate.errors }).toEqual({ valid: true, errors: null });
});

test.each(kinds)("what the schema of %s refuses, its reader refuses, too", (name, { shape }, right) => {
  const validate = verdictOf(name);
  const refused = [...spoiled(right)].filter((value) => !validate(value));
  expect(refused.length).toBeGreaterThan(20);
  for (const value of refused) expect([value, inspect(shape, value).problems]).not.toEqual([value, []]);
});

test.each(kinds)(
  "what the reader of %s refuses for its type or name, the schema refuses, too",
  (name, { shape }, right) => {
    const validate = verdictOf(name);
    const wrong = [...spoiled(right)].filter((value) =>
      inspect(shape, value).problems.some(
        ({ code, reason }) => code === "wrong-type" || /unknown \w+\b(?! ")/.test(reason),
      ),
    );
    expect(wrong.length).toBeGreaterThan(20);
    for (const value of wrong) expect([value, validate(value)]).toEqual([value, false]);
  },
);

test("what bootstrap writes fits the schema", () => {
  expect(
    verdictOf("expectations")(JSON.parse(printExpected(inventoryOf([product("a", { modelId: "M" })]), () => {}))),
  ).toBe(true);
});
