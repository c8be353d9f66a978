import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { detail, ok, service, settingsOf } from "../support/aliyun-service";
import { makeApp } from "../support/app";
import { newDirectory } from "../support/directory";
import { closeAll } from "../support/loopback-server";
import { describeEach, engines, providerRequirement, runEngine, Workspace } from "../support/terraform";

// A gateway that writes numbers as text, and one count that nobody can read: as people meet it, in each face of the product.

afterAll(closeAll);

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const rows = [
  detail(2, { DeviceCount: "three", ValidateType: {} }),
  detail(1, { DeviceCount: "3", NodeType: "0", Owner: "True" }),
];

async function environment(): Promise<Record<string, string>> {
  const { endpoint } = await service(({ action, query }) =>
    action === "QueryProductList"
      ? ok({ Total: "2", CurrentPage: "1", List: { ProductInfo: rows } }, { Success: "true", Code: "200" })
      : ok(rows.find(({ ProductKey }) => ProductKey === query.get("ProductKey"))),
  );
  const { accessKeyId, accessKeySecret } = settingsOf(endpoint);
  return {
    CONNECT_ALIYUN_ENDPOINT: endpoint,
    CONNECT_ALIYUN_ACCESS_KEY_ID: accessKeyId,
    CONNECT_ALIYUN_ACCESS_KEY_SECRET: accessKeySecret,
  };
}

/** Not by `run`, which waits in the thread that serves the platform. */
const runCli = async (directory: string, ...args: string[]) =>
  runEngine(process.execPath, [cli, ...args], { directory, environment: await environment() });

describeEach(engines, (engine) => {
  test("plans with null and one warning; a single read fails with the value", async () => {
    const workspace = new Workspace(engine, await environment());
    workspace.init(`${providerRequirement}
      data "connect_products" "all" {}
      output "counts" {
        value = { for key, product in data.connect_products.all.products : key => product.aliyun.device_count }
      }
    `);
    const { text } = await workspace.must("apply", "-auto-approve");
    expect(text).toContain('Warning: Product "a1key2": aliyun.device_count could not be read, and 1 more');
    expect(text).toContain('DeviceCount: expected a whole number, found a string. Its value is "three".');
    expect(text.split("Warning:")).toHaveLength(2);
    expect((await workspace.show()).outputs.counts).toEqual({ a1key1: 3, a1key2: null });

    workspace.write(`${providerRequirement}
      data "connect_product" "one" {
        product_key = "a1key2"
      }
    `);
    const { code, text: failed } = await workspace.run(["plan"]);
    expect(code).toBe(1);
    expect(failed).toContain('DeviceCount: expected a whole number, found a string. Its value is "three".');
  });
});

test("bootstrap writes its files and warns once", async () => {
  const directory = newDirectory();
  const { code, stderr } = await runCli(directory, "bootstrap", "--typescript", "p.ts", "--markdown", "p.md");
  expect(code).toBe(0);
  expect(stderr.match(/could not be read/g)).toHaveLength(1);
  expect(stderr).toContain('Product "a1key2": aliyun.deviceCount could not be read, and 1 more');
  expect(readFileSync(join(directory, "p.ts"), "utf8")).toContain("a1key2");
});

test("drift does not take a value that cannot be read for another value", async () => {
  const directory = newDirectory();
  const products = { a1key1: { aliyun: { validateType: 1 } }, a1key2: { aliyun: { validateType: 1 } } };
  const query = { products: {} };
  writeFileSync(join(directory, "e.json"), JSON.stringify({ version: 1, query, products }));
  const { code, stdout } = await runCli(directory, "drift", "--expectations", "e.json", "--format", "json");
  expect(JSON.parse(stdout).findings).toMatchObject([
    { kind: "unchecked", productKey: "a1key2", code: "attribute-unreadable" },
  ]);
  expect(code).toBe(1);
});

test("a program gets the products, and its stack the warning", async () => {
  const directory = makeApp({
    "main.js": `
      const { App, TerraformOutput, TerraformStack } = require("cdktf");
      const { ConnectProducts } = require("cdktf-connect");
      const app = new App();
      const stack = new TerraformStack(app, "all");
      const { products } = new ConnectProducts(stack, "products", {}).atSynth;
      console.log(JSON.stringify(products.map(({ productKey, aliyun }) => [productKey, aliyun.deviceCount])));
      app.synth();
    `,
  });
  const { stdout } = await runEngine(process.execPath, ["main.js"], { directory, environment: await environment() });
  expect(JSON.parse(stdout)).toEqual([
    ["a1key2", null],
    ["a1key1", 3],
  ]);
  const { stacks } = JSON.parse(readFileSync(join(directory, "cdktf.out", "manifest.json"), "utf8"));
  expect(stacks.all.annotations).toMatchObject([
    { level: "@cdktf/warn", message: expect.stringContaining("aliyun.deviceCount could not be read, and 1 more") },
  ]);
});
