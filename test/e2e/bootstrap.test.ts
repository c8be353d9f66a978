import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scripts } from "../../examples/bootstrap/package.json";
import { type Files, printAll } from "../../src/bootstrap/artefacts";
import { check } from "../../src/bootstrap/check";
import { factsOf } from "../../src/bootstrap/facts";
import { readInventory } from "../../src/bootstrap/inventory";
import { drift } from "../../src/cli/drift";
import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import demoSeed from "../../src/emulator/enos/demo.json";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { resolveTarget } from "../../src/reader/target";
import { runInProcess } from "../support/cli";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { oddKeys, oddNames } from "../support/odd-names";
import { describeEach, engines, providerRequirement, Workspace } from "../support/terraform";

const root = join(__dirname, "..", "..");
const never = (file: string, problem: string) => {
  throw new Error(`${file}: ${problem}`);
};

const onlyEscaped = (file: string, problem: string) => {
  if (!problem.includes("it is written escaped")) never(file, problem);
};

/** Terraform keeps strings in Unicode's composed form; the workspace takes what acts on a terminal out of all that is printed. */
const asTerraformShows = (text: string | null): string | null => text?.normalize("NFC").replace("\u009b0m", "") ?? null;

const enosSeed = seedOf([
  ...oddNames.map((defaultValue, index) =>
    wireProduct(index, {
      productName: defaultValue === null ? null : { defaultValue, i18nValue: {} },
      modelId: defaultValue ?? "M",
      maxValidDay: index % 2 === 0 ? 1095 : null,
    }),
  ),
  ...oddKeys.map((productKey, index) => wireProduct(1000 + index, { productKey })),
]);
const aliyunAccount = { accessKeyId: "LTAI-test", accessKeySecret: "aliyun-test-secret" };
const aliyunSeed = {
  aliyun: {
    accounts: [aliyunAccount],
    products: oddNames.map((ProductName, index) => ({
      ProductKey: `a1key${index}`,
      ProductName: ProductName ?? "",
      ProductSecret: `canary-${index}`,
      NodeType: index % 2,
      DataFormat: 1,
      GmtCreate: 1_600_000_000_000 + index,
      AuthType: "secret",
      DeviceCount: index,
      NetType: 3,
      Owner: true,
    })),
  },
};

const platforms = {
  enos: {
    start: (seed: object = enosSeed) => startEmulator({ seed }),
    environment: environmentOf,
    count: oddNames.length + oddKeys.length,
  },
  aliyun: {
    start: (seed: object = aliyunSeed) => startAliyunEmulator({ seed }),
    environment: (endpoint: string): Record<string, string> => ({
      CONNECT_ALIYUN_ENDPOINT: endpoint,
      CONNECT_ALIYUN_ACCESS_KEY_ID: aliyunAccount.accessKeyId,
      CONNECT_ALIYUN_ACCESS_KEY_SECRET: aliyunAccount.accessKeySecret,
    }),
    count: oddNames.length,
  },
};

const readAll = (environment: Record<string, string>) =>
  readInventory(resolveTarget({}, environment), { products: {} });

const ofTerraform: Files = { tfvars: "connect.auto.tfvars.json", hcl: "products.tf" };
const outputs = `
  output "written_down" { value = var.connect_products }
  output "now" { value = { for key, product in local.connect_products : key => product.product_name } }
`;

describeEach(engines, (engine) => {
  describe.each(Object.entries(platforms))("with products of %s", (_, { start, environment, count }) => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await start();
    });
    afterAll(() => emulator.close());

    test("what is written is formatted, valid without a warning, and holds what the platform says", async () => {
      const inventory = await readAll(environment(emulator.endpoint));
      expect(inventory.products).toHaveLength(count);
      const workspace = new Workspace(engine, environment(emulator.endpoint));
      for (const { file, text } of printAll(ofTerraform, inventory, never)) workspace.write(text, file);
      workspace.write(outputs, "outputs.tf");
      workspace.init(`${providerRequirement}\nprovider "connect" { request_timeout = 20 }\n`);
      await workspace.must("fmt", "-check", "-diff", "products.tf");
      await workspace.must("fmt", "-check", "-diff", "connect.variables.tf");
      const validated = JSON.parse((await workspace.must("validate", "-json")).stdout);
      expect(validated).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
      const planned = await workspace.must("plan", "-input=false", "-out=plan");
      expect(planned.text).not.toMatch(/warning/i);
      const { planned_values } = JSON.parse((await workspace.must("show", "-json", "plan")).stdout);
      const writtenDown = planned_values.outputs.written_down.value;
      const now = planned_values.outputs.now.value;
      expect(Object.keys(writtenDown)).toHaveLength(count);
      for (const product of inventory.products) {
        const facts = factsOf(product);
        const find = (all: object) => Object.getOwnPropertyDescriptor(all, facts.productKey)?.value;
        expect(find(writtenDown)).toEqual({
          product_key: facts.productKey,
          product_name: asTerraformShows(facts.productName),
          model_id: asTerraformShows(facts.modelId),
          product_type: facts.productType,
          default_valid_day: facts.defaultValidDay,
          max_valid_day: facts.maxValidDay,
        });
        expect(find(now)).toEqual(asTerraformShows(facts.productName));
      }
    });

    test("no product at all is valid, too", async () => {
      const inventory = { ...(await readAll(environment(emulator.endpoint))), products: [] };
      const workspace = new Workspace(engine, environment(emulator.endpoint));
      for (const { file, text } of printAll(ofTerraform, inventory, never)) workspace.write(text, file);
      workspace.write(outputs, "outputs.tf");
      workspace.init(providerRequirement);
      await workspace.must("fmt", "-check", "-diff", "products.tf");
      const planned = await workspace.must("plan", "-input=false");
      expect(planned.text).not.toMatch(/warning/i);
    });
  });
});

describe.each(Object.entries(platforms))("for drift, on %s", (_, { start, environment, count }) => {
  const directory = newDirectory();
  const files: Files = {
    typescript: join(directory, "products.ts"),
    expectations: join(directory, "expectations.json"),
  };

  test("what was written a moment ago has not drifted, and what changes since then has", async () => {
    const emulator = await start();
    const variables = environment(emulator.endpoint);
    for (const { file, text } of printAll(files, await readAll(variables), onlyEscaped)) writeFileSync(file, text);
    const compare = async () => {
      const args = ["--expectations", files.expectations as string, "--format", "json"];
      const { code, stdout } = await runInProcess(drift, args, { environment: variables });
      return { code, findings: JSON.parse(stdout).findings.length };
    };
    expect(await compare()).toEqual({ code: 0, findings: 0 });
    emulator.reload({ aliyun: { ...aliyunSeed.aliyun, products: [] }, ...enosSeed, products: [] });
    expect(await compare()).toEqual({ code: 2, findings: count });
    await emulator.close();
  });
});

test("an environment of Aliyun IoT leads to the same place again, without keys", async () => {
  const emulator = await platforms.aliyun.start();
  const { aliyun } = platforms;
  const environment: Record<string, string> = {
    ...aliyun.environment(emulator.endpoint),
    CONNECT_ALIYUN_SIGNATURE: "acs3",
  };
  const inventory = await readAll(environment);
  expect(inventory.variables).toEqual({ CONNECT_ALIYUN_ENDPOINT: `${emulator.endpoint}/` });
  const { CONNECT_ALIYUN_ENDPOINT: _, ...keys } = environment;
  expect((await readAll({ ...keys, ...inventory.variables })).origin).toEqual(inventory.origin);
  await emulator.close();
});

test("the example holds what its command writes from the demo", async () => {
  const example = join(root, "examples", "bootstrap");
  const emulator = await startEmulator({ seed: demoSeed });
  const readme = readFileSync(join(example, "README.md"), "utf8");
  const printed = Object.fromEntries(
    [...readme.matchAll(/(CONNECT_ENOS_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  const files: Files = Object.fromEntries(
    [...scripts.bootstrap.matchAll(/--(\w+) (\S+)/g)].map(([, name, file]) => [name, join(example, file as string)]),
  );
  const inventory = await readAll({ ...printed, CONNECT_ENOS_ENDPOINT: emulator.endpoint });
  await emulator.close();
  // The only thing that is not as it was written: this emulator's port is a free one.
  const there = JSON.parse(JSON.stringify(inventory).replaceAll(emulator.endpoint, printed.CONNECT_ENOS_ENDPOINT));
  const wanted = printAll(files, there, never);
  expect(wanted).toHaveLength(7);
  for (const { file, text } of wanted) expect([file, check(file, text)]).toEqual([file, { status: "current" }]);
});
