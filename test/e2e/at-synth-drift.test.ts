import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must } from "../support/program";
import { describeEach, engines, runEngine } from "../support/terraform";

const main = `
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { ConnectProduct, ConnectProducts, ConnectProvider } = require("cdktf-connect");
const app = new App();
const stack = new TerraformStack(app, "meters");
new ConnectProvider(stack, "connect", { onDrift: process.env.ON_DRIFT });
const meter = new ConnectProduct(stack, "meter", { productKey: "key00001" });
if (meter.atSynth.productType === "Gateway") new TerraformOutput(stack, "gateway", { value: meter.productName });
new TerraformOutput(stack, "site", { value: Object.keys(meter.atSynth.productTags).length });
const all = new ConnectProducts(stack, "all", { where: { modelId: "M" } });
for (const { productKey, dataFormat } of all.atSynth.products)
  if (productKey === "key00002") new TerraformOutput(stack, "format", { value: dataFormat });
new ConnectProduct(stack, "unread", { productKey: "key00002" });
if (meter.atSynth.productName === "" || meter.atSynth.protocolGatewayIds === "") throw new Error("empty");
const own = new ConnectProduct(stack, "own", { productKey: "key00002", expect: { modelId: "M" }, onDrift: "error" });
if (own.atSynth.dataFormat === "Json") new TerraformOutput(stack, "json", { value: true });
app.synth();
`;

// Decomposed letters, which Terraform composes, and what looks like a template.
const tags = {
  site: "上海",
  template: "${not} a %{template}",
  "e\u0301": "e\u0301",
  mark: '${file("/etc/hostname")} $${x',
};
const names = {
  productName: { defaultValue: "Ze\u0301 ${path.cwd}", i18nValue: {} },
  protocolGatewayIds: ["e\u0301"],
};
const before = [wireProduct(1, { productType: "Gateway", productTags: tags, ...names }), wireProduct(2)];

let emulator: EmulatorProcess;
let app: string;
let environment: Record<string, string>;
beforeAll(async () => {
  emulator = await startEmulatorProcess(seedOf(before));
  environment = environmentOf(emulator.endpoint);
  app = makeApp({ "main.js": main, "cdktf.json": "{}\n" });
});
afterAll(async () => {
  await emulator.end();
});

const stack = () => join(app, "cdktf.out", "stacks", "meters");
const reload = (products: object[]) => emulator.reseed(seedOf(products as never));
function synth(more: Record<string, string> = {}): void {
  rmSync(join(app, "cdktf.out"), { recursive: true, force: true });
  must(process.execPath, ["main.js"], { directory: app, environment: { ...environment, ...more } });
}
async function plan(engine: string) {
  const run = (...args: string[]) => runEngine(engine, args, { directory: stack(), environment });
  const init = await run("init", "-input=false");
  if (init.code !== 0) throw new Error(init.stderr);
  return run("plan", "-input=false");
}

test("only what the program read is expected, in the data source it was read from", async () => {
  await reload(before);
  synth();
  const { data } = JSON.parse(readFileSync(join(stack(), "cdk.tf.json"), "utf8"));
  expect(data.connect_product.unread).not.toHaveProperty("expect");
  expect(data.connect_product).toMatchObject({
    meter: {
      product_key: "key00001",
      expect: { product_type: "Gateway", product_tags: { site: "上海", template: "$${not} a %%{template}" } },
      on_drift: "warning",
    },
    own: { product_key: "key00002", expect: { model_id: "M", data_format: "Json" }, on_drift: "error" },
  });
  expect(data.connect_products.all).toMatchObject({
    where: { model_id: "M" },
    expect: {
      product_keys: ["key00001", "key00002"],
      products: { key00001: { data_format: "Json" }, key00002: { data_format: "Json" } },
    },
    on_drift: "warning",
  });
});

describeEach(engines, (engine) => {
  test("a platform that says the same leaves the plan without a word", async () => {
    await reload(before);
    synth();
    const { code, text } = await plan(engine);
    expect(code).toBe(0);
    expect(text).not.toContain("Warning");
  });

  test("what changed since is told, if the program relied on it, and nothing else is", async () => {
    await reload(before);
    synth();
    const changed = { productType: "Device", productDesc: "changed", productTags: tags, ...names };
    await reload([wireProduct(1, changed), wireProduct(2, { productDesc: "changed" }), wireProduct(3)]);
    const { code, text } = await plan(engine);
    expect(code).toBe(0);
    expect(text).toMatch(/Warning: Product "key00001": product_type is not as expected/);
    expect(text).toContain("key00003");
    expect(text).not.toContain("product_desc");
    synth({ ON_DRIFT: "error", CONNECT_LOOKUPS: "locked" });
    const stopped = await plan(engine);
    expect(stopped.code).toBe(1);
    expect(stopped.text).toMatch(/Error: Product "key00001": product_type is not as expected/);
  });
});
