import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compare, type Source, sourcesOfPage } from "../../../src/bootstrap/comparison";
import { printExpected } from "../../../src/bootstrap/expectations";
import type { Inventory } from "../../../src/bootstrap/inventory";
import type { Entry } from "../../../src/lock/entry";
import { printLock } from "../../../src/lock/lock-file";
import { keyOf } from "../../../src/reader/query";
import { newDirectory } from "../../support/directory";
import { inventoryOf } from "../../support/inventories";
import { entry, product } from "../../support/recorded";

const meter = product("a", { productName: "Meter", modelId: "M", defaultValidDay: 30, maxValidDay: 365 });
const gateway = product("b", { productName: "Gateway", productType: "Gateway" });
const inventory = inventoryOf([meter, gateway]);

/** What a page says about files: expectations as JSON, entries of a lock file. */
async function marksOf(now: Inventory, files: { expectations?: object; entries?: readonly Entry[] }) {
  const directory = newDirectory();
  mkdirSync(join(directory, ".git"));
  const file = join(directory, "e.json");
  if (files.expectations) writeFileSync(file, JSON.stringify({ version: 1, ...files.expectations }));
  if (files.entries)
    writeFileSync(
      join(directory, "connect.lock.json"),
      printLock(new Map(files.entries.map((each) => [keyOf(each.origin, each.query), each]))),
    );
  return compare(now, sourcesOfPage(files.expectations && file, directory));
}

const ofExpectations = async (products: object, now = inventory, more: object = {}) =>
  (await marksOf(now, { expectations: { products, ...more } })).flatMap(({ marks }) => marks);
const ofLock = async (entries: readonly Entry[], now = inventory) =>
  (await marksOf(now, { entries })).flatMap(({ marks }) => marks);

test("what was written a moment ago does not differ", async () => {
  const directory = newDirectory();
  mkdirSync(join(directory, ".git"));
  writeFileSync(
    join(directory, "e.json"),
    printExpected(inventory, () => {}),
  );
  const sources = sourcesOfPage(join(directory, "e.json"), directory);
  expect(await compare(inventory, sources)).toEqual([{ file: "e.json", verb: "expected", marks: [] }]);
});

test("the files are those of --expectations and the lock file of this directory or above, if there are any", async () => {
  const named = (sources: readonly Source[]) => sources.map(({ file, verb }) => `${verb} in ${file}`);
  const directory = newDirectory();
  mkdirSync(join(directory, ".git"));
  mkdirSync(join(directory, "below"));
  expect(named(sourcesOfPage(undefined, directory))).toEqual([]);
  writeFileSync(join(directory, "e.json"), '{"version":1,"products":{"a":{}}}');
  writeFileSync(join(directory, "connect.lock.json"), printLock(new Map()));
  expect(named(sourcesOfPage(join(directory, "e.json"), join(directory, "below")))).toEqual([
    "expected in e.json",
    "recorded in connect.lock.json",
  ]);
  expect(named(sourcesOfPage(undefined, directory))).toEqual(["recorded in connect.lock.json"]);
});

test("expectations that are not there yet, or about other products, differ in nothing: they are about to be written", async () => {
  const directory = newDirectory();
  mkdirSync(join(directory, ".git"));
  const none = [{ file: "e.json", verb: "expected", marks: [] }];
  expect(await compare(inventory, sourcesOfPage(join(directory, "e.json"), directory))).toEqual(none);
  const origin = { platform: "enos", endpoint: "https://enos.example.com/", orgId: "o2" };
  expect(await marksOf(inventory, { expectations: { origin, products: { a: { modelId: "N" } } } })).toEqual(none);
});

test("a file that cannot be understood is no file without differences", () => {
  const file = join(newDirectory(), "e.json");
  writeFileSync(file, "{");
  expect(() => sourcesOfPage(file, newDirectory())).toThrow(expect.objectContaining({ code: "file-invalid" }));
});

test("each attribute that differs is one mark, each member of a map as well, and bounds are words", async () => {
  const now = inventoryOf([{ ...meter, localizedNames: { en_US: "Meter", zh_CN: "电表" } }]);
  const expected = {
    modelId: "N",
    dataFormat: "Custom",
    localizedNames: { zh_CN: "表", de_DE: "Zähler" },
    atLeast: { maxValidDay: 730 },
  };
  const changed = { productKey: "a", kind: "changed" };
  const marks = await ofExpectations({ a: expected }, now);
  expect(marks).toHaveLength(6);
  expect(marks).toEqual(
    expect.arrayContaining([
      { ...changed, attribute: "modelId", expected: "N", actual: "M" },
      { ...changed, attribute: "dataFormat", expected: "Custom", actual: null },
      { ...changed, attribute: 'localizedNames["de_DE"]', expected: "Zähler" },
      { ...changed, attribute: 'localizedNames["en_US"]', actual: "Meter" },
      { ...changed, attribute: 'localizedNames["zh_CN"]', expected: "表", actual: "电表" },
      { ...changed, attribute: "maxValidDay", expected: "at least 730", actual: 365 },
    ]),
  );
});

test("a product that is expected and does not exist is there with what is known of it", async () => {
  expect(await ofExpectations({ gone: { productName: "Old", maxValidDay: 30 } })).toEqual([
    {
      productKey: "gone",
      kind: "absent",
      product: {
        productKey: "gone",
        productName: "Old",
        localizedNames: null,
        modelId: null,
        productType: null,
        defaultValidDay: null,
        maxValidDay: 30,
      },
    },
  ]);
});

test("a product that should not exist, or not among those of a query, is one too many", async () => {
  expect(await ofExpectations({ a: null })).toEqual([{ productKey: "a", kind: "extra" }]);
  const { origin, query } = inventory;
  expect(await ofExpectations({ a: {} }, inventory, { origin, query })).toEqual([{ productKey: "b", kind: "extra" }]);
});

test("where only some products were read, nothing is said about others", async () => {
  const some = inventoryOf([meter], { query: { products: { where: { modelId: "M" } } } });
  expect(await ofExpectations({ b: { modelId: "N" } }, some)).toEqual([]);
  expect(await ofExpectations({ a: { modelId: "N" }, b: {} }, some)).toHaveLength(1);
});

test("of a list of other products, those that are here are compared", async () => {
  const list = {
    ...entry("a"),
    query: { products: { where: { modelId: "M" } } },
    value: [{ ...meter, maxValidDay: 1 }],
  };
  expect(await ofLock([list])).toEqual([
    { productKey: "a", kind: "changed", attribute: "maxValidDay", expected: 1, actual: 365 },
  ]);
});

test("a product that several entries hold is marked once", async () => {
  const recorded = { ...meter, modelId: "N" };
  const list = { ...entry("a"), query: { products: {} }, value: [recorded, gateway] };
  expect(await ofLock([{ ...entry("a"), value: recorded }, list])).toHaveLength(1);
});

test("neither another platform nor a list without details says anything", async () => {
  expect(await ofLock([entry("a", { modelId: "N" }, "o2")])).toEqual([]);
  const list = { ...entry("a"), query: { products: { details: false as const } }, value: [product("a")] };
  expect(await ofLock([list])).toEqual([]);
  expect(await marksOf(inventory, { entries: [list] })).toEqual([]);
});

test("what changes by itself is not compared, and what could not be read is not called different", async () => {
  expect(await ofExpectations({ a: { updateBy: "somebody else" } })).toEqual([]);
  const unread = [{ productKey: "a", attribute: ["modelId"], reason: "modelId is a number.", facts: {} }];
  const now = inventoryOf([{ ...meter, modelId: null }], { unread });
  expect(await ofExpectations({ a: { modelId: "M" } }, now)).toEqual([
    { productKey: "a", kind: "unchecked", reason: 'product "a" could not be checked: modelId could not be read' },
  ]);
});
