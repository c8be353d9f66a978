import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../src/platforms/emulator";
import { startEmulator } from "../../src/platforms/enos/emulator";
import { makeApp } from "../support/app";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { engines, runEngine, testEach } from "../support/terraform";

const root = join(__dirname, "..", "..");

/** CDKTF and the fork that lives on, each through its own front door. */
const libraries = { cdktf: "cdktf-connect", cdktn: "cdktf-connect/cdktn" };

const main = (library: keyof typeof libraries) => `
import { App, TerraformOutput, TerraformStack } from "${library}";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "${libraries[library]}";
import type { Construct } from "constructs";

class Meters extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const endpoint = process.env.CONNECT_ENOS_ENDPOINT as string;
    new ConnectProvider(this, "connect", { enos: { endpoint, orgId: "o1" } });
    const meter = new ConnectProduct(this, "meter", { productKey: "key00001" });
    new TerraformOutput(this, "model", { value: meter.modelId });
    new TerraformOutput(this, "chinese", { value: meter.localizedNames.lookup("zh_CN") });
    const all = new ConnectProducts(this, "all", { where: { modelId: "M", tags: { site: "上海" } } });
    new TerraformOutput(this, "type", { value: all.products.get("key00001").productType });
    new TerraformOutput(this, "keys", { value: all.productKeys });
  }
}

/** Leaves the provider to the environment. */
class Bare extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new TerraformOutput(this, "days", { value: new ConnectProduct(this, "meter", { productKey: "key00001" }).maxValidDay });
  }
}

const app = new App();
new Meters(app, "meters");
new Bare(app, "bare");
app.synth();
`;

let emulator: Emulator;
let app: string;
let environment: Record<string, string>;
beforeAll(async () => {
  emulator = await startEmulator({
    seed: seedOf([
      wireProduct(1, {
        productName: { defaultValue: "Meter", i18nValue: { zh_CN: "电表" } },
        productTags: { site: "上海" },
        biDirectionalAuth: true,
        maxValidDay: 1095,
      }),
    ]),
  });
  environment = environmentOf(emulator.endpoint);
  app = makeApp(
    Object.fromEntries(
      (Object.keys(libraries) as (keyof typeof libraries)[]).map((name) => [join(name, "main.ts"), main(name)]),
    ),
  );
});
afterAll(async () => {
  rmSync(app, { recursive: true });
  await emulator.close();
});

describe.each(Object.keys(libraries))("with %s", (library) => {
  const home = () => join(app, library);
  const stackDirectory = (stack: string) => join(home(), "cdktf.out", "stacks", stack);
  const synth = (extra: Record<string, string> = {}) =>
    execFileSync(process.execPath, [join(home(), "main.js")], {
      cwd: home(),
      env: { ...process.env, ...environment, ...extra },
      encoding: "utf8",
      stdio: "pipe",
    });

  test.each(["node16", "bundler"])("the example compiles under strict with module resolution %s", (resolution) => {
    const modules = resolution === "bundler" ? ["--module", "preserve", "--noEmit"] : ["--module", "node16"];
    const flags = ["--strict", "--target", "es2022", "--types", "node", "--moduleResolution", resolution, ...modules];
    execFileSync(join(root, "node_modules", ".bin", "tsc"), [...flags, "main.ts"], { cwd: home(), stdio: "pipe" });
  });

  test("synthesizing places the provider and its lock entry beside each stack", () => {
    synth();
    for (const directory of ["meters", "bare"].map(stackDirectory)) {
      const mirror = join(directory, "terraform.d", "plugins", "connect.internal", "iot", "connect");
      expect(readdirSync(mirror)).toHaveLength(6);
      // The CDKTF CLI skips its online locking only where every required provider has an entry.
      expect(readFileSync(join(directory, ".terraform.lock.hcl"), "utf8")).toContain("connect.internal/iot/connect");
    }
  });

  testEach(engines, "plans both stacks, first time, without configuration of its own", async (engine) => {
    synth();
    for (const [stack, expected] of Object.entries({
      meters: { model: "M", chinese: "电表", type: "Device", keys: ["key00001"] },
      bare: { days: 1095 },
    })) {
      const directory = stackDirectory(stack);
      const run = async (...args: string[]) => {
        const outcome = await runEngine(engine, args, { directory, environment });
        if (outcome.code !== 0) throw new Error(outcome.stdout + outcome.stderr);
        return outcome;
      };
      const { text } = await run("init", "-input=false", "-lockfile=readonly");
      expect(text).toContain("successfully initialized");
      await run("plan", "-input=false", "-out=plan.bin");
      const { planned_values } = JSON.parse((await run("show", "-json", "plan.bin")).stdout);
      for (const [name, value] of Object.entries(expected)) expect(planned_values.outputs[name].value).toEqual(value);
      rmSync(join(directory, ".terraform"), { recursive: true });
    }
  });

  test("without provider construct and environment the synth says what is missing", () => {
    const nothing = Object.fromEntries(Object.keys(environment).map((name) => [name, ""]));
    expect(() => synth(nothing)).toThrow(/without a matching provider construct/);
  });
});
