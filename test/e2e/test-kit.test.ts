import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { ConnectProduct } from "../../src";
import { type Emulator, type EmulatorOptions, type EmulatorSeed, startEmulator } from "../../src/testing";
import { makeApp } from "../support/app";
import { seedOf, wireProduct } from "../support/enos";
import { must, runNode } from "../support/program";
import { libraries, libraryNames } from "../support/stacks";

const aliyun = {
  aliyun: {
    accounts: [{ accessKeyId: "id", accessKeySecret: "secret" }],
    products: [{ ProductKey: "a1Valve", ProductName: "Valve", NodeType: 1 }],
  },
} satisfies EmulatorSeed;
const enos = seedOf([wireProduct(1)]);

let emulator: Emulator | undefined;
async function start(options?: EmulatorOptions): Promise<Emulator> {
  emulator = await startEmulator(options);
  for (const name of Object.keys(process.env)) if (/^(CI$|CONNECT_)/.test(name)) delete process.env[name];
  Object.assign(process.env, { CI: "true" }, emulator.environment);
  return emulator;
}
afterEach(async () => {
  await emulator?.close();
  for (const name of Object.keys(process.env)) if (/^(CI$|CONNECT_)/.test(name)) delete process.env[name];
});

const lookUp = (productKey: string) => ConnectProduct.lookup(new TerraformStack(Testing.app(), "s"), { productKey });

test.each<[string, EmulatorOptions | undefined, string, string | null]>([
  ["nothing is EnOS's demo", undefined, "8f7KmDED", "Smart Meter 202"],
  ["no option is EnOS's demo", {}, "8f7KmDED", "Smart Meter 202"],
  ["the platform Aliyun is Aliyun's demo", { platform: "aliyun" }, "a1T27vzLamp", "路灯"],
  ["an edition is an EnOS with the API it has", { edition: "2.1-early" }, "8f7KmDED", "Smart Meter 202"],
  ["a seed of EnOS is that", { seed: enos }, "key00001", "Product 1"],
  ["a seed of Aliyun is that", { seed: aliyun }, "a1Valve", "Valve"],
  ["a flavour is whose Aliyun it is", { seed: aliyun, flavour: "tuya" }, "a1Valve", "Valve"],
  ["a seed of both leads to EnOS", { seed: { ...aliyun, ...enos } }, "key00001", "Product 1"],
  ["a platform leads to it", { seed: { ...enos, ...aliyun }, platform: "aliyun" }, "a1Valve", "Valve"],
])("%s, and a blocked thread can read it", async (_, options, productKey, name) => {
  const { endpoint, environment } = await start(options);
  expect(Object.values(environment)).toContain(endpoint);
  expect(lookUp(productKey).productName).toBe(name);
});

test.each([
  [{ edition: "3" }, /edition: expected one of 2\.1-early, 2\.1, 2\.4/],
  [{ sead: {} }, /sead: unknown option \(did you mean seed\?\)/],
  [{ platform: "azure" }, /platform: expected one of enos, aliyun/],
  [{ platform: "aliyun", seed: enos }, /platform: the seed has nothing of Aliyun IoT/],
  [{ seed: {} }, /accounts: expected a list, found nothing/],
  [{ seed: { ...enos, aliyum: {} } }, /seed\.aliyum: unknown member \(did you mean aliyun\?\)/],
  [{ faults: [{ stauts: 503 }] }, /faults\[0\]\.stauts: unknown member \(did you mean status\?\)/],
  [{ seed: { ...enos, products: [{ productKey: "k" }] } }, /products\[0\]\.orgId: expected a string, found nothing/],
])("%j does not start", async (options, message) => {
  await expect(startEmulator(options as never)).rejects.toThrow(message);
});

test("the journal, faults, another seed and a reset are there at once", async () => {
  const { journal, faults, reload, reset } = await start({ seed: enos });
  expect([journal.total, journal.entries]).toEqual([0, []]);
  lookUp("key00001");
  const gets = () =>
    journal.entries.filter(({ action }) => action === "get").map(({ status, fault }) => [status, fault]);
  expect(gets()).toEqual([[200, null]]);
  journal.clear();
  faults.add({ match: { action: "get" }, status: 503, times: 2 }, { match: { action: "search" }, delay: 1 });
  expect(faults.left).toHaveLength(2);
  lookUp("key00001");
  expect(gets()).toEqual([
    [503, "status"],
    [503, "status"],
    [200, null],
  ]);
  expect(faults.left).toEqual([{ match: { action: "search" }, delay: 1, times: 1 }]);
  faults.clear();
  expect(faults.left).toEqual([]);
  expect(() => faults.add({ statu: 503 } as never)).toThrow(/statu: unknown member/);

  reload(seedOf([wireProduct(2)]));
  expect(lookUp("key00002").productName).toBe("Product 2");
  expect(() => reload({ acounts: [], ...aliyun } as never)).toThrow(/seed\.acounts: unknown/);
  expect(() => reload({ ...enos, products: 1 } as never)).toThrow(/products: expected a list/);
  expect(lookUp("key00002").productName).toBe("Product 2");
  reset();
  expect(journal.total).toBe(0);
  expect(lookUp("key00001").productName).toBe("Product 1");
});

test("what is closed answers nothing, and can be closed again", async () => {
  const { endpoint, journal, close } = await start();
  await close();
  await close();
  await expect(fetch(endpoint)).rejects.toThrow();
  expect(() => journal.total).toThrow("The emulator is closed.");
});

test("two emulators at once are two platforms", async () => {
  const [one, other] = await Promise.all([startEmulator({ seed: enos }), startEmulator({ seed: aliyun })]);
  try {
    await fetch(`${one.endpoint}/nothing`);
    expect([one.journal.total, other.journal.total]).toEqual([1, 0]);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});

const loaded = `Object.keys(require.cache).filter((file) => /dist.(cdktn.)?(emulator|testing)/.test(file)).length`;

test.each(libraryNames)("%s: the main entry point loads nothing of the kit, and both share the products", (library) => {
  const entry = libraries[library];
  const main = `
    const { App, TerraformStack } = require("${library}");
    const { ConnectProduct } = require("${entry}");
    const before = ${loaded};
    const { fakeProducts } = require("${entry}/testing");
    const app = new App();
    fakeProducts(app, [{ productKey: "k", modelId: "M" }]);
    const { modelId } = ConnectProduct.lookup(new TerraformStack(app, "s"), { productKey: "k" });
    console.log(JSON.stringify({ before, modelId }));
  `;
  const directory = makeApp({ "main.js": main });
  expect(JSON.parse(must(process.execPath, ["main.js"], { directory }))).toEqual({ before: 0, modelId: "M" });
  expect(readdirSync(directory)).not.toContain("connect.lock.json");
});

test("an ES module can start an emulator without any CDK, and fakes say what is missing", () => {
  const main = `
    import { fakeProducts, startEmulator } from "cdktf-connect/testing";
    const emulator = await startEmulator();
    console.log((await fetch(emulator.endpoint + "/_emu/ready")).status, emulator.journal.total);
    await emulator.close();
    fakeProducts({}, []);
  `;
  const directory = makeApp({ "main.mjs": main });
  for (const name of ["cdktf", "cdktn", "constructs"]) rmSync(join(directory, "node_modules", name));
  const { status, stdout, stderr } = runNode(["main.mjs"], { directory });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "200 0\n" });
  expect(stderr).toContain('Error: The package cdktf is not installed: run "npm install cdktf constructs" or');
});
