import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { makeApp } from "../support/app";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must, runNode } from "../support/program";
import { libraryNames, main } from "../support/stacks";
import { engines, runEngine, testEach } from "../support/terraform";

const root = join(__dirname, "..", "..");

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
  app = makeApp(Object.fromEntries(libraryNames.map((name) => [join(name, "main.ts"), main(name)])));
});
afterAll(async () => {
  await emulator.close();
});

test("the stacks of both libraries compile under strict, and so do the declarations they use", () => {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const flags = ["--strict", "--target", "es2022", "--lib", "es2023", "--types", "node", "--module", "node16"];
  const files = libraryNames.map((name) => join(name, "main.ts"));
  expect(runNode([tsc, ...flags, ...files], { directory: app })).toMatchObject({ status: 0, stdout: "" });
});

describe.each(libraryNames)("with %s", (library) => {
  const home = () => join(app, library);
  const stackDirectory = (stack: string) => join(home(), "cdktf.out", "stacks", stack);
  const synth = (extra: Record<string, string> = {}) =>
    must(process.execPath, ["main.js"], { directory: home(), environment: { ...environment, ...extra } });

  beforeAll(() => {
    synth();
  });

  test("synthesizing places the provider and its lock entry beside each stack", () => {
    for (const directory of ["meters", "bare"].map(stackDirectory)) {
      const mirror = join(directory, "terraform.d", "plugins", "connect.internal", "iot", "connect");
      expect(readdirSync(mirror)).toHaveLength(6);
      // The CDKTF CLI skips its online locking only where every required provider has an entry.
      expect(readFileSync(join(directory, ".terraform.lock.hcl"), "utf8")).toContain("connect.internal/iot/connect");
    }
  });

  testEach(engines, "plans both stacks, first time, without configuration of its own", async (engine) => {
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
