import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must } from "../support/program";
import { divided } from "../support/repeated";
import { engines, runEngine, testEach } from "../support/terraform";

/** Texts and keys that mean something to HCL, to CDKTF's writer, or to neither. */
const texts = {
  quoted: 'a "quoted" text',
  template: 'say "${x}" and %{if}',
  lines: "one\r\ntwo\n",
  backslash: 'back\\slash "\\',
  control: "tab\t bell\u0007",
  plain: "上海 😀",
};
const keys = ["-dash", "for", "", 'a "b"', "${x}", "back\\slash", "two\nlines", "a.b", "1a", "someKey", "上海"];

const before = [
  wireProduct(1, {
    productType: "Gateway",
    productTags: Object.fromEntries(keys.map((key) => [key, `value of ${key}`])),
  }),
  ...Object.values(texts).map((text, index) =>
    wireProduct(index + 2, {
      productDesc: text,
      productTags: { text },
      productName: { defaultValue: text, i18nValue: {} },
    }),
  ),
];

const main = (cdk: string, front: string) => `
const { App, TerraformOutput, TerraformStack } = require("${cdk}");
const { ConnectProduct, ConnectProducts, ConnectProvider } = require("${front}");
const app = new App();
const stack = new TerraformStack(app, "meters");
new ConnectProvider(stack, "connect", { enos: { orgId: "o1" } });
const gateway = new ConnectProduct(stack, "gateway", { productKey: "key00001" });
if (gateway.atSynth.productType === "Gateway")
  new TerraformOutput(stack, "tags", { value: Object.keys(gateway.atSynth.productTags).length });
const all = new ConnectProducts(stack, "all", { where: { modelId: "M", nameRegex: 'quoted|"\\\\$\\\\{x\\\\}"|.' } });
const described = all.atSynth.products.filter((product) => [product.productDesc, product.productName, product.productTags]);
new TerraformOutput(stack, "count", { value: described.length });
app.synth();
`;

let emulator: EmulatorProcess;
let app: string;
let environment: Record<string, string>;
beforeAll(async () => {
  emulator = await startEmulatorProcess(seedOf(before));
  environment = environmentOf(emulator.endpoint);
  app = makeApp({
    "cdktf/main.js": main("cdktf", "cdktf-connect"),
    "cdktn/main.js": main("cdktn", "cdktf-connect/cdktn"),
    "cdktf/cdktf.json": "{}\n",
    "cdktn/cdktf.json": "{}\n",
  });
});
afterAll(async () => {
  await emulator.end();
});

const serve = (products: object[]) => emulator.reseed(seedOf(products as never));

describe.each(divided(["cdktf", "cdktn"], (library) => library === "cdktn"))("with %s", (library) => {
  const stack = join("cdktf.out", "stacks", "meters");
  beforeAll(async () => {
    await serve(before);
    // What "synth --hcl" sets.
    const hcl = { ...environment, SYNTH_HCL_OUTPUT: "true" };
    must(process.execPath, ["main.js"], { directory: join(app, library), environment: hcl });
  });

  testEach(engines, "finds the HCL valid, and tells what changed since, and only that", async (engine) => {
    const directory = join(app, library, stack);
    expect(existsSync(join(directory, "cdk.tf.json"))).toBe(false);
    const run = async (...args: string[]) => {
      const outcome = await runEngine(engine, args, { directory, environment });
      if (outcome.code !== 0) throw new Error(outcome.stdout + outcome.stderr);
      return outcome.text;
    };
    await serve(before);
    await run("init", "-input=false");
    await run("validate");
    expect(await run("plan", "-input=false")).not.toContain("Warning");
    await serve([wireProduct(1, { productType: "Device", productTags: {}, dataFormat: "Custom" }), ...before.slice(1)]);
    const warnings = [...(await run("plan", "-input=false")).matchAll(/Warning: (.*?) with data/g)];
    expect(warnings.map(([, summary]) => summary).sort()).toEqual([
      'Product "key00001": product_tags is not as expected',
      'Product "key00001": product_type is not as expected',
    ]);
    rmSync(join(directory, ".terraform"), { recursive: true });
  });
});
