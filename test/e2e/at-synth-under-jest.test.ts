import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Connect, ConnectProduct, ConnectProducts, ConnectProvider, type ConnectProviderConfig } from "../../src";
import { readsOf } from "../../src/synth/reads";
import { writeRecorded } from "../../src/synth/record";
import { newDirectory } from "../support/directory";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { account, environmentOf, seedOf, wireProduct } from "../support/enos";

let emulator: EmulatorProcess;
let directory: string;
beforeAll(async () => {
  emulator = await startEmulatorProcess(
    seedOf([
      wireProduct(1, { orgId: "o2", modelId: "M2" }),
      ...Array.from({ length: 1000 }, (_, number) => wireProduct(number + 1)),
    ]),
  );
});
afterAll(() => emulator.end());

beforeEach(() => {
  directory = newDirectory();
  writeFileSync(join(directory, "cdktf.json"), "{}");
  jest.spyOn(process, "cwd").mockReturnValue(directory);
  for (const name of Object.keys(process.env)) if (/^(CI$|CONNECT_)/.test(name)) delete process.env[name];
  Object.assign(process.env, environmentOf(emulator.endpoint));
});
afterEach(() => {
  writeRecorded();
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (name.startsWith("CONNECT_")) delete process.env[name];
});

const newStack = () => new TerraformStack(Testing.app(), "stack");
const stackWith = (config: ConnectProviderConfig) => {
  const stack = newStack();
  new ConnectProvider(stack, "connect", config);
  return stack;
};
const meterOf = (stack: TerraformStack, productKey = "key00001") => new ConnectProduct(stack, "meter", { productKey });
const file = () => join(directory, "connect.lock.json");
const entries = () => {
  writeRecorded();
  return existsSync(file()) ? JSON.parse(readFileSync(file(), "utf8")).entries : [];
};

test("the values are there at once, and what was read of them is known", () => {
  const meter = meterOf(newStack());
  expect(meter.atSynth.modelId).toBe("M");
  expect(meter.atSynth).toBe(meter.atSynth);
  expect([...readsOf(meter.atSynth)]).toEqual(["modelId"]);
  expect(entries()).toHaveLength(1);
});

test("nothing is read before it is asked for", () => {
  process.env.CONNECT_ENOS_SECRET_KEY = "wrong-secret-key";
  const meter = meterOf(newStack());
  expect(meter.modelId).toContain("TfToken");
  expect(() => meter.atSynth).toThrow(/stack\/meter: /);
});

test("outside of any stack the environment says where to look", () => {
  expect(ConnectProduct.find(Testing.app(), { productKey: "key00007" })?.productName).toBe("Product 7");
});

test("all 1,000 products can be looped over, in the platform's order", () => {
  const { products, productKeys } = new ConnectProducts(newStack(), "all").atSynth;
  expect(products).toHaveLength(1000);
  expect(products.map(({ productKey }) => productKey)).toEqual(productKeys);
  expect(Object.isFrozen(products) && Object.isFrozen(productKeys)).toBe(true);
});

test("one key in two organizations is two products", () => {
  const stack = newStack();
  expect(ConnectProduct.lookup(stack, { productKey: "key00001" }).modelId).toBe("M");
  expect(ConnectProduct.lookup(stack, { productKey: "key00001", orgId: "o2" }).modelId).toBe("M2");
  expect(entries()).toHaveLength(2);
});

test("reading ahead fills the same memory: afterwards no platform is needed", async () => {
  const stack = newStack();
  const keys = ["key00001", "key00002", "key00003"];
  await Connect.prefetch(stack.node.root, [
    ...keys.map((productKey) => ({ productKey })),
    { product: "nothing" },
    { products: { where: { modelId: "M", nameContains: "Product 99" } } },
  ]);
  process.env.CONNECT_ENOS_SECRET_KEY = "wrong-secret-key";
  for (const productKey of keys) expect(ConnectProduct.lookup(stack, { productKey }).productKey).toBe(productKey);
  const where = { nameContains: "Product 99", modelId: "M" };
  expect(new ConnectProducts(stack, "all", { where }).atSynth.products).toHaveLength(11);
  expect(() => ConnectProduct.lookup(stack, { productKey: "nothing" })).toThrow(/Product not found/);
  expect(ConnectProduct.find(stack, { productKey: "nothing" })).toBeUndefined();
});

test("who blocks while others are read ahead gets his own answer, and they get theirs", async () => {
  const stack = newStack();
  const { root } = stack.node;
  const ahead = Promise.all([
    Connect.prefetch(root, [{ product: "key00002" }, { products: {} }]),
    Connect.prefetch(root, [{ product: "key00003" }]),
  ]);
  expect(ConnectProduct.lookup(stack, { productKey: "key00004" }).productName).toBe("Product 4");
  expect(ConnectProduct.find(stack, { productKey: "nothing" })).toBeUndefined();
  await ahead;
  emulator.pause();
  try {
    expect(ConnectProduct.lookup(stack, { productKey: "key00002" }).productName).toBe("Product 2");
    expect(ConnectProduct.lookup(stack, { productKey: "key00003" }).productName).toBe("Product 3");
  } finally {
    emulator.resume();
  }
});

test("the provider's arguments may be given for reading ahead", async () => {
  for (const name of Object.keys(process.env)) if (name.startsWith("CONNECT_")) delete process.env[name];
  const { accessKey, secretKey } = account;
  const config = { enos: { endpoint: emulator.endpoint, orgId: "o2", accessKey, secretKey } };
  const stack = stackWith(config);
  await Connect.prefetch(stack.node.root, [{ product: "key00001" }], { provider: config });
  emulator.pause();
  try {
    expect(meterOf(stack).atSynth.modelId).toBe("M2");
  } finally {
    emulator.resume();
  }
  expect(JSON.stringify(entries())).not.toContain(secretKey);
});

test("locked, everything that is missing is named at once", async () => {
  process.env.CI = "true";
  const wanted = [{ product: "key00001" }, { product: "key00002" }];
  await expect(Connect.prefetch(newStack().node.root, wanted)).rejects.toThrow(
    /product "key00001" \(enos, .*, orgId o1\)\n.*product "key00002"[\s\S]*CONNECT_LOOKUPS=auto npx cdktf synth/,
  );
  delete process.env.CI;
});

test("live, nothing is recorded", () => {
  process.env.CONNECT_LOOKUPS = "live";
  expect(meterOf(newStack()).atSynth.modelId).toBe("M");
  expect(entries()).toEqual([]);
});

test("what is older than allowed is read anew, and locked it is an error that says how old", () => {
  meterOf(newStack()).atSynth;
  const [entry] = entries();
  const old = { version: 1, entries: [{ ...entry, fetchedAt: "2020-01-01T00:00:00.000Z" }] };
  writeFileSync(file(), JSON.stringify(old));
  Object.assign(process.env, { CONNECT_LOOKUPS_MAX_AGE: "30", CONNECT_LOOKUPS: "locked" });
  expect(() => meterOf(newStack()).atSynth).toThrow(
    /recorded \d+ days ago, CONNECT_LOOKUPS_MAX_AGE allows 30[\s\S]*CONNECT_LOOKUPS_MAX_AGE=30 /,
  );
  process.env.CONNECT_LOOKUPS = "auto";
  meterOf(newStack()).atSynth;
  expect(entries()[0].fetchedAt).not.toBe("2020-01-01T00:00:00.000Z");
});

test("an entry of a version that knew fewer attributes is read anew", () => {
  meterOf(newStack()).atSynth;
  const [entry] = entries();
  delete entry.value.maxValidDay;
  writeFileSync(file(), JSON.stringify({ version: 1, entries: [entry] }));
  expect(meterOf(newStack()).atSynth.maxValidDay).toBeNull();
  expect(entries()[0].value).toHaveProperty("maxValidDay", null);
});

test("tokens are refused wherever they stand, and credentials that are tokens come from the environment", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "v", { type: "string" }).stringValue;
  const all = (id: string, config: object) => () => new ConnectProducts(stack, id, config).atSynth;
  expect(all("a", { where: { productKeys: ["key00001", variable] } })).toThrow(/where\.productKeys\[1\]: a token/);
  expect(all("b", { where: { tags: { site: variable } } })).toThrow(/where\.tags\.site: a token/);
  expect(all("c", { expression: `modelId = "${variable}"` })).toThrow(/expression: a token/);
  expect(() => meterOf(stackWith({ enos: { orgId: variable } })).atSynth).toThrow(/enos\.orgId: a token/);
  expect(meterOf(stackWith({ enos: { orgId: "o1", secretKey: variable } })).atSynth.modelId).toBe("M");
  process.env.CONNECT_ENOS_SECRET_KEY = "";
  expect(() => meterOf(stackWith({ enos: { secretKey: variable } }), "key00009").atSynth).toThrow(
    /CONNECT_ENOS_SECRET_KEY[\s\S]*enos\.secretKey of the provider construct is a token/,
  );
});

test.each([
  [[{ products: { where: { productKeys: "key00001" } } }], /productKeys: expected a list/],
  [[{ foo: 1 }], /prefetch: expected either product or products/],
  [[{ productKey: 5 }], /prefetch\.productKey: expected a string/],
  [[{ product: 5 }], /prefetch\.product: expected a string/],
])("reading ahead %j is refused", async (wanted, message) => {
  await expect(Connect.prefetch(newStack().node.root, wanted as never)).rejects.toThrow(message);
});

test("an expectation that is a token is told to keep the plan from checking what was read", () => {
  const stack = newStack();
  const expect_ = Lazy.anyValue({ produce: () => ({ product_type: "Device" }) }) as never;
  const meter = new ConnectProduct(stack, "meter", { productKey: "key00001", expect: expect_ });
  expect(meter.atSynth.modelId).toBe("M");
  Testing.synth(stack);
  const warnings = meter.node.metadata.map(({ data }) => data).filter((data) => /expect is a token/.test(data));
  expect(warnings).toHaveLength(1);
});

test("an answer about another product is no answer", () => {
  meterOf(newStack()).atSynth;
  const [entry] = entries();
  entry.value.productKey = "key00002";
  writeFileSync(file(), JSON.stringify({ version: 1, entries: [entry] }));
  expect(() => meterOf(newStack()).atSynth).toThrow(/value\.productKey: expected "key00001", found another key/);
});

test("arguments the provider would refuse are refused here", () => {
  expect(() => meterOf(stackWith({ requestTimeout: 0 })).atSynth).toThrow(/request_timeout: It must be between/);
  expect(() => meterOf(stackWith({ enos: { endpoint: "ftp://x" } })).atSynth).toThrow(/enos\.endpoint: It must begin/);
  const where = { nameRegex: "(" };
  expect(() => new ConnectProducts(newStack(), "r", { where }).atSynth).toThrow(/where\.nameRegex: It is not an RE2/);
  expect(() => new ConnectProducts(newStack(), "m", { maxItems: 5 }).atSynth).toThrow(/Too many products match/);
});

test("a provider with an alias serves only those who name it; the others read with what the environment says", () => {
  const stack = newStack();
  const two = new ConnectProvider(stack, "o2", { alias: "o2", enos: { orgId: "o2" } });
  expect(meterOf(stack).atSynth.modelId).toBe("M");
  expect(new ConnectProduct(stack, "p", { productKey: "key00001", provider: two }).atSynth.modelId).toBe("M2");
});

test("of two providers without an alias the one must be named", () => {
  const stack = newStack();
  const [one, two] = ["o1", "o2"].map((orgId) => new ConnectProvider(stack, orgId, { enos: { orgId } }));
  expect(() => ConnectProduct.lookup(stack, { productKey: "key00001" })).toThrow(/More than one provider/);
  expect(ConnectProduct.lookup(stack, { productKey: "key00001", provider: one }).modelId).toBe("M");
  expect(new ConnectProduct(stack, "p", { productKey: "key00001", provider: two }).atSynth.modelId).toBe("M2");
});

test("a platform that never answers is given up after request_timeout", async () => {
  // A server of this very process: it cannot answer while the process waits for it.
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // With several attempts it depends on the jitter of the pauses which of two bounds is hit first.
  const stack = stackWith({ requestTimeout: 0.5, maxAttempts: 1, enos: { endpoint } });
  try {
    expect(() => meterOf(stack).atSynth).toThrow(/No response in time: stack\/meter: .*request_timeout = 0\.5 s/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
