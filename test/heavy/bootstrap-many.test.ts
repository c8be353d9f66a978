import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Files, printAll } from "../../src/bootstrap/artefacts";
import { printCatalogue } from "../../src/bootstrap/catalogue";
import { readInventory } from "../../src/bootstrap/inventory";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { resolveTarget } from "../../src/reader/target";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { inventoryOf } from "../support/inventories";
import { runNode } from "../support/program";
import { product } from "../support/recorded";
import { engines, providerRequirement, testEach, Workspace } from "../support/terraform";

const directory = newDirectory();
const files: Files = { tfvars: "connect.auto.tfvars.json", hcl: "products.tf" };
const never = (file: string, problem: string) => {
  throw new Error(`${file}: ${problem}`);
};

test("10,000 products compile", () => {
  const many = inventoryOf(
    Array.from({ length: 10_000 }, (_, index) =>
      product(`key${String(index).padStart(5, "0")}`, {
        productName: `智能电表 Meter ${index % 500}`,
        modelId: `model_${index % 50}`,
        productType: index % 5 === 0 ? "Gateway" : "Device",
        maxValidDay: index % 3 === 0 ? 730 : null,
      }),
    ),
  );
  writeFileSync(join(directory, "many.ts"), printCatalogue(many));
  const tsc = require.resolve("typescript/bin/tsc");
  const flags = [
    "--strict",
    "--noUncheckedIndexedAccess",
    "--declaration",
    "--target",
    "es2018",
    "--module",
    "commonjs",
  ];
  const args = [tsc, ...flags, "--outDir", join(directory, "many"), join(directory, "many.ts")];
  expect(runNode(args)).toMatchObject({ status: 0, stdout: "" });
});

testEach(engines, "takes 10,000 data sources and values for valid", async (engine) => {
  const many = Array.from({ length: 10_000 }, (_, index) => wireProduct(index));
  const emulator = await startEmulator({ seed: seedOf(many) });
  const settings = resolveTarget({}, environmentOf(emulator.endpoint));
  const inventory = await readInventory(settings, { products: {} });
  await emulator.close();
  expect(inventory.products).toHaveLength(10_000);
  const workspace = new Workspace(engine);
  for (const { file, text } of printAll(files, inventory, never)) workspace.write(text, file);
  workspace.init(providerRequirement);
  await workspace.must("fmt", "-check", "products.tf");
  await workspace.must("validate");
});
