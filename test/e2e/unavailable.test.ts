import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockAdd } from "../../src/cli/lock/add";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Fault } from "../../src/emulator/shell/faults";
import type { Emulator } from "../../src/emulator/shell/serve";
import { makeApp } from "../support/app";
import { runInProcess } from "../support/cli";
import { newDirectory } from "../support/directory";
import { startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { run } from "../support/program";
import { describeEach, engines, providerRequirement, runEngine, Workspace } from "../support/terraform";

// More than one page of a search.
const products = Array.from({ length: 250 }, (_, index) => wireProduct(index));
const source = (more = "") => `
  data "connect_product" "meter" {
    product_key = "key00001"
    ${more}
  }
  data "connect_products" "all" {
    where = { model_id = "M" }
    ${more}
  }
  resource "terraform_data" "built" {
    input = data.connect_product.meter.product_name
  }
  output "known" {
    value = [data.connect_product.meter.recorded_at, data.connect_products.all.recorded_at, length(data.connect_products.all.products)]
  }
`;
const provider = (wish: string) => `${providerRequirement}
  provider "connect" {
    on_unavailable  = "${wish}"
    request_timeout = 5
    max_attempts    = 2
  }
`;
const configuration = provider("recorded") + source();
const always = (fault: Fault): Fault => ({ ...fault, times: 10_000 });

describeEach(engines, (engine) => {
  let emulator: Emulator;
  let workspace: Workspace;
  let environment: Record<string, string>;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: seedOf(products) });
    // Its pages are the smallest.
    environment = { ...environmentOf(emulator.endpoint), CONNECT_ENOS_API_VERSION: "v2.1" };
    workspace = new Workspace(engine, environment);
    workspace.init(configuration);
    const lock = join(workspace.directory, "connect.lock.json");
    await runInProcess(lockAdd, ["key00001", "--where", '{"modelId":"M"}', "--lock", lock], { environment });
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    workspace.write(configuration);
  });

  test("a platform that answers is believed, and nothing is said of the record", async () => {
    const { text } = await workspace.must("plan", "-input=false");
    expect(text).not.toContain("Warning");
    emulator.reload(seedOf([]));
    expect((await workspace.run(["plan"])).text).toContain("Product not found");
  });

  const search = { action: "search" };
  test.each<[string, readonly Fault[], boolean]>([
    ["503 of the gateway", [always({ status: 503 })], true],
    ["connections that break", [always({ reset: true })], true],
    ["a list whose second page fails", [{ match: search, delay: 1 }, always({ match: search, status: 502 })], false],
  ])("%s: the recorded values are planned with", async (_, faults, isProductRecorded) => {
    emulator.faults.add(...faults);
    await workspace.must("plan", "-input=false", "-out=plan");
    const { outputs } = JSON.parse((await workspace.must("show", "-json", "plan")).stdout).planned_values;
    const [product, list, count] = outputs.known.value;
    expect({ list, count }).toEqual({ list: expect.stringMatching(/^20\d\d-/), count: 250 });
    expect(product !== null).toBe(isProductRecorded);
  });

  test("destroy works while the platform is down", async () => {
    await workspace.must("apply", "-auto-approve");
    emulator.faults.add(always({ status: 503 }));
    const { text } = await workspace.must("destroy", "-auto-approve");
    expect(text).toContain("1 destroyed");
  });

  test.each<[string, () => void, Record<string, string>, string]>([
    ["a wrong secret", () => {}, { CONNECT_ENOS_SECRET_KEY: "another" }, "Wrong secret key"],
    [
      "a missing permission",
      () => emulator.faults.add(always({ match: { action: "get" }, code: 99403 })),
      {},
      "denied",
    ],
    ["a product that is gone", () => emulator.reload(seedOf([])), {}, "Product not found"],
  ])("%s is an error", async (_, arrange, more, summary) => {
    arrange();
    const { code, text } = await workspace.run(["plan", "-input=false"], { ...environment, ...more });
    expect(code).toBe(1);
    expect(text).toContain(summary);
    expect(text).not.toContain("Recorded values used");
  });

  test("a data source may want it, or not want it, where its provider says otherwise", async () => {
    emulator.faults.add(always({ status: 503 }));
    workspace.write(provider("recorded") + source('on_unavailable = "error"'));
    expect((await workspace.run(["plan"])).code).toBe(1);
    workspace.write(provider("error") + source('on_unavailable = "recorded"'));
    await workspace.must("plan", "-input=false");
  });

  test("a record of another origin is no answer, and the error says so", async () => {
    emulator.faults.add(always({ status: 503 }));
    const { code, text } = await workspace.run(["plan"], { ...environment, CONNECT_ENOS_ORG_ID: "o2" });
    expect(code).toBe(1);
    expect(text).toContain("orgId o2), but one of enos,");
  });
});

const main = `
const { App, TerraformOutput, TerraformStack, TerraformVariable } = require("cdktf");
const { ConnectProduct, ConnectProducts, ConnectProvider } = require("cdktf-connect");
const app = new App();
const stack = new TerraformStack(app, "meters");
new ConnectProvider(stack, "connect", { onUnavailable: "recorded", maxAttempts: 1 });
const meter = new ConnectProduct(stack, "meter", { productKey: "key00001" });
new TerraformOutput(stack, "since", { value: meter.recordedAt });
new ConnectProducts(stack, "all", { where: { modelId: "M" } });
new ConnectProduct(stack, "other", { productKey: "key00002", onUnavailable: "error" });
if (process.env.TOKEN) {
  const key = new TerraformVariable(stack, "key", { default: "key00003" }).stringValue;
  new ConnectProduct(stack, "token", { productKey: key });
}
app.synth();
`;

test("a program puts what its stack needs beside the configuration, and it is planned with elsewhere while the platform is down", async () => {
  const emulator = await startEmulatorProcess(seedOf([wireProduct(1), wireProduct(2), wireProduct(3)]));
  const environment = environmentOf(emulator.endpoint);
  const directory = makeApp({ "main.js": main, "cdktf.json": "{}\n" });
  const stack = join(directory, "cdktf.out", "stacks", "meters");
  const synth = (more = {}) =>
    run(process.execPath, ["main.js"], { directory, environment: { ...environment, ...more } as never });
  const recorded = (file: string) =>
    JSON.parse(readFileSync(file, "utf8")).entries.map(({ query }: { query: object }) => query);

  const offline = synth({ CONNECT_LOOKUPS: "locked" });
  expect(offline).toMatchObject({ status: 0, stderr: expect.stringContaining("CONNECT_LOOKUPS=auto npx cdktf synth") });
  expect(existsSync(join(stack, "connect.lock.json"))).toBe(false);

  expect(synth()).toMatchObject({ status: 0, stderr: "" });
  const needed = [{ product: "key00001" }, { products: { where: { modelId: "M" } } }];
  expect(recorded(join(stack, "connect.lock.json"))).toEqual(needed);
  expect(recorded(join(directory, "connect.lock.json"))).toEqual(needed);
  const first = readFileSync(join(stack, "connect.lock.json"));

  await emulator.end();
  const down = synth({ TOKEN: "1" });
  expect(down).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/nothing is recorded for meters\/token, .*token/),
  });
  expect(readFileSync(join(stack, "connect.lock.json"))).toEqual(first);

  synth();
  const elsewhere = newDirectory();
  cpSync(stack, elsewhere, { recursive: true });
  for (const engine of engines.slice(0, 1)) {
    const terraform = (...args: string[]) => runEngine(engine, args, { directory: elsewhere, environment });
    await terraform("init", "-input=false");
    const { code, text } = await terraform("plan", "-input=false");
    expect(code).toBe(1);
    expect(text.match(/Error: /g)).toHaveLength(1);
    expect(text).toContain("connect_product.other");
    expect(text).toContain("Recorded values used");
  }
});
