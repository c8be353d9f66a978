import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endpoint } from "./platform";

/** What the package of the earlier commit wrote, and a project has committed. A test compares it with what that package writes. */
export const committed = join(__dirname, "written-by-0.1");
export const committedFiles = (): Record<string, string> =>
  Object.fromEntries(readdirSync(committed).map((name) => [name, readFileSync(join(committed, name), "utf8")]));

/** A text without what differs from run to run: times, and what an engine says of itself in its state. */
export const steady = (text: string): string =>
  text
    .replace(/"fetchedAt": ".*?"/g, '"fetchedAt": "2026-01-01T00:00:00.000Z"')
    .replace(/"terraform_version": ".*?"/, '"terraform_version": "1.5.0"')
    .replace(/"lineage": ".*?"/, '"lineage": "upgrade"');

/** What bootstrap writes, and where. */
export const artefacts: readonly string[] = Object.entries({
  typescript: "products.ts",
  tfvars: "products.auto.tfvars.json",
  hcl: "products.tf",
  env: "products.env",
  expectations: "expectations.json",
  markdown: "products.md",
}).flatMap(([name, file]) => [`--${name}`, file]);

/** What drift compares. */
export const sources = ["--lock", "connect.lock.json", "--expectations", "expectations.json"];

/** A program that asks every kind of question at synth time. */
const program = `
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "cdktf-connect";

const app = new App();
const stack = new TerraformStack(app, "meters");
const enos = { endpoint: "${endpoint}", orgId: "o1" };
new ConnectProvider(stack, "connect", { enos, allowPlainHttp: true });
const { maxValidDay, productTags } = new ConnectProduct(stack, "meter", { productKey: "key00001" }).atSynth;
const where = { productType: "Device", nameContains: "meter", tags: { site: "上海" } };
const found = new ConnectProducts(stack, "found", { where }).atSynth;
const edges = new ConnectProducts(stack, "edges", { expression: "modelId = 'edge'" }).atSynth;
const value = {
  maxValidDay,
  site: productTags?.site,
  found: found.productKeys,
  edges: edges.products.map(({ productType }) => productType),
  gone: ConnectProduct.find(stack, { productKey: "gone" }) === undefined,
};
new TerraformOutput(stack, "read", { value });
app.synth();
`;

/** The program, and what tells CDKTF and the lock file where the project begins. */
export const programFiles = { "main.ts": program, "cdktf.json": '{ "language": "typescript", "app": "true" }\n' };

/** What the program reads, whichever version synthesizes. */
export const read = { maxValidDay: 1095, site: "上海", found: ["key00001"], edges: ["Gateway"], gone: true };

export const configuration = `
terraform {
  required_providers {
    connect = {
      source = "connect.internal/iot/connect"
    }
  }
}

data "connect_product" "meter" {
  product_key = "key00001"
}

data "connect_products" "all" {
  where = {
    model_id = "M"
  }
}

output "days" {
  value = data.connect_product.meter.max_valid_day
}

output "keys" {
  value = data.connect_products.all.product_keys
}
`;

export const writeAll = (directory: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
};
