import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockAdd } from "../../../src/cli/lock/add";
import { startEmulator } from "../../../src/emulator/enos/emulator";
import type { Emulator } from "../../../src/emulator/shell/serve";
import { runInProcess } from "../../support/cli";
import { newDirectory } from "../../support/directory";
import { environmentOf, seedOf, wireProduct } from "../../support/enos";

let emulator: Emulator;
let lock: string;
beforeAll(async () => {
  emulator = await startEmulator({ seed: seedOf([wireProduct(1), wireProduct(2, { productType: "Gateway" })]) });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  lock = join(newDirectory(), "connect.lock.json");
});

const add = (...args: string[]) =>
  runInProcess(lockAdd, [...args, "--lock", lock], { environment: environmentOf(emulator.endpoint) });
const queries = () => JSON.parse(readFileSync(lock, "utf8")).entries.map(({ query }: { query: unknown }) => query);

test("products and lists are recorded as data sources ask for them", async () => {
  const { code, stdout } = await add("key00001", "key00001", "--where", '{"productType":"Gateway"}', "--no-details");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `new        product "key00001"\nnew        products {"where":{"productType":"Gateway"},"details":false}\n${lock}: 2 recorded\n`,
  });
  expect(queries()).toEqual([
    { product: "key00001" },
    { products: { where: { productType: "Gateway" }, details: false } },
  ]);
  expect((await add("--all")).stdout).toContain("new        all products\n");
});

test("what is recorded already is read again; an unchanged value keeps its time", async () => {
  await add("key00001", "key00002");
  const before = readFileSync(lock, "utf8");
  expect((await add("key00001")).stdout).toContain('unchanged  product "key00001"');
  expect(readFileSync(lock, "utf8")).toBe(before);
  emulator.reload(seedOf([wireProduct(1, { modelId: "other" })]));
  expect((await add("key00001")).stdout).toContain('changed    product "key00001"');
});

test("a product that does not exist is a failure, and the others are recorded", async () => {
  const { code, stdout, stderr } = await add("key00001", "key0000", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    entries: [{ status: "new" }],
    failed: [{ query: { product: "key0000" }, code: "product-not-found" }],
  });
  expect(stderr).toContain('product "key0000" (enos, ');
  expect(stderr).toContain('Did you mean "key00001"');
  expect(queries()).toEqual([{ product: "key00001" }]);
});

test("nothing is written where nothing could be read", async () => {
  emulator.faults.add({ status: 503, times: 100 });
  expect((await add("key00001")).code).toBe(1);
  expect(() => readFileSync(lock)).toThrow("ENOENT");
});

test.each<[string[], string]>([
  [[], "nothing is named"],
  [["--no-details"], "--no-details: name the list"],
  [["--all", "--expression", "true"], "--all: a list with"],
  [["--where", '{"modelID":"M"}'], "modelId"],
  [[" "], "write the key of a product"],
])("the mistake in %j is named", async (args, mistake) => {
  await expect(add(...args)).rejects.toThrow(mistake);
});

test("in a directory with a configuration, the file beside it is the default, not one above", async () => {
  const above = newDirectory();
  writeFileSync(join(above, "connect.lock.json"), '{"version":1,"entries":[]}\n');
  const directory = join(above, "configuration");
  mkdirSync(directory);
  writeFileSync(join(directory, "main.tf"), "");
  const before = process.cwd();
  process.chdir(directory);
  try {
    const { stdout } = await runInProcess(lockAdd, ["key00001"], { environment: environmentOf(emulator.endpoint) });
    expect(stdout).toContain("connect.lock.json: 1 recorded");
    expect(readFileSync(join(directory, "connect.lock.json"), "utf8")).toContain("key00001");
  } finally {
    process.chdir(before);
  }
});
