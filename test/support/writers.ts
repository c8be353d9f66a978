import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { unzipSync } from "fflate";
import { readMark } from "../../src/bootstrap/mark";
import { readBaseline } from "../../src/drift/baseline";
import { readExpectations } from "../../src/drift/expectations";
import { emulators } from "../../src/emulator/list";
import { readSeed } from "../../src/emulator/shell/seed";
import type { Emulator } from "../../src/emulator/shell/serve";
import { readText } from "../../src/files/text";
import { readLock } from "../../src/lock/lock-file";
import { allSystems } from "../../src/mirror/plugins";
import { version } from "../../src/version";
import { newDirectory } from "./directory";
import { environmentOf, seedOf, wireProduct } from "./enos";
import type { State, Writer } from "./kills";
import { launch } from "./storm";

const root = join(__dirname, "..", "..");
const cli = join(root, "dist", "cli.js");
const COUNT = 40;

/** Two platforms in one: each product differs, and each has one product that the other has not. */
const seeds = ([0, 1] as const).map((state: State) =>
  seedOf(
    Array.from({ length: COUNT }, (_, index) =>
      wireProduct(index + state, { maxValidDay: state === 0 ? 730 : 1095, productType: state ? "Gateway" : "Device" }),
    ),
  ),
);

const openOf = (emulator: Emulator) => ({
  environment: environmentOf(emulator.endpoint),
  say: (state: State) => emulator.reload(seeds[state]),
});

const ending = (end: RegExp) => (file: string) => {
  const last = readText(file).slice(-40);
  if (!end.test(last)) throw new Error(`${file} ends with ${JSON.stringify(last)}`);
};
const marked = (file: string): string => {
  const text = readText(file);
  if (readMark(text) === undefined) throw new Error(`${file} has no mark: ${text.slice(0, 200)}`);
  return text;
};
const markedEnding = (end: RegExp) => (file: string) => {
  marked(file);
  ending(end)(file);
};

/** `bootstrap` of all artefacts. */
export const bootstrapping = (emulator: Emulator): Writer => ({
  ...openOf(emulator),
  command: [
    ...[cli, "bootstrap", "--typescript", "products.ts", "--tfvars", "connect.auto.tfvars.json"],
    ...["--env", "products.env", "--hcl", "products.tf", "--expectations", "drift.expect.json"],
    ...["--seed", "seed.json", "--markdown", "products.md", "--html", "products.html"],
  ],
  prepare: async () => newDirectory(),
  codes: [0, 0],
  files: {
    "products.ts": markedEnding(/\}\n$/),
    "connect.auto.tfvars.json": (file) => JSON.parse(marked(file)),
    "connect.variables.tf": markedEnding(/\n\}\n$/),
    "products.env": (file) => expect(Object.keys(parseEnv(marked(file))).length).toBeGreaterThan(COUNT),
    "products.tf": markedEnding(/\n\}\n$/),
    "drift.expect.json": (file) => readExpectations(marked(file), file),
    "seed.json": (file) =>
      readSeed(
        JSON.parse(marked(file)),
        emulators.map((each) => each.open({})),
      ),
    "products.md": markedEnding(/-end -->\n$/),
    "products.html": markedEnding(/<\/html>\n$/),
  },
});

/** `drift` with reports of all formats; the JSON one is a baseline for the next. What the platform says first is known. */
export const comparing = (emulator: Emulator): Writer => {
  const open = openOf(emulator);
  const report = [cli, "drift", "--expectations", "drift.expect.json"];
  return {
    ...open,
    command: [
      ...[...report, "--baseline", "baseline.json", "--format", "json=next.json", "--format", "text=drift.txt"],
      ...["--format", "sarif=drift.sarif", "--format", "junit=drift.xml", "--format", "markdown=drift.md"],
      ...["--format", "github=drift.annotations"],
    ],
    prepare: async () => {
      const directory = newDirectory();
      const products = Object.fromEntries(
        Array.from({ length: COUNT }, (_, index) => [`key${String(index).padStart(5, "0")}`, { maxValidDay: 365 }]),
      );
      writeFileSync(join(directory, "drift.expect.json"), JSON.stringify({ version: 1, products }));
      open.say(0);
      const started = launch(process.execPath, [...report, "--format", "json=baseline.json"], {
        directory,
        environment: open.environment,
      });
      expect(await started.ended).toMatchObject({ code: 2 });
      return directory;
    },
    codes: [0, 2],
    files: {
      "next.json": (file) => readBaseline(readText(file), file),
      "drift.txt": ending(/\n$/),
      "drift.sarif": (file) => JSON.parse(readText(file)),
      "drift.xml": ending(/<\/testsuites>\n?$/),
      "drift.md": ending(/\n$/),
      "drift.annotations": ending(/\n$/),
    },
  };
};

const program = `
const { App, TerraformOutput, TerraformStack } = require(${JSON.stringify(join(root, "node_modules", "cdktf"))});
const { ConnectProduct, ConnectProducts, ConnectProvider } = require(${JSON.stringify(root)});
const app = new App();
const stack = new TerraformStack(app, "meters");
new ConnectProvider(stack, "connect");
const { maxValidDay, productType } = new ConnectProduct(stack, "one", { productKey: "key00007" }).atSynth;
new TerraformOutput(stack, "days", { value: maxValidDay + productType });
const { productKeys } = new ConnectProducts(stack, "all", { where: { modelId: "M" } }).atSynth;
new TerraformOutput(stack, "keys", { value: productKeys.join() });
app.synth();
`;

/** A CDKTF program that records all anew what it reads with `atSynth`. */
export const synthesizing = (emulator: Emulator): Writer => {
  const { environment, say } = openOf(emulator);
  const stack = "cdktf.out/stacks/meters";
  const zip = (system: string) =>
    `${stack}/terraform.d/plugins/connect.internal/iot/connect/terraform-provider-connect_${version}_${system}.zip`;
  return {
    say,
    environment: { ...environment, CONNECT_LOOKUPS: "refresh" },
    command: ["main.js"],
    prepare: async () => {
      const directory = newDirectory();
      writeFileSync(join(directory, "main.js"), program);
      writeFileSync(join(directory, "cdktf.json"), "{}\n");
      return directory;
    },
    codes: [0, 0],
    files: {
      "connect.lock.json": (file) => expect(readLock(file).size).toBe(2),
      [`${stack}/.terraform.lock.hcl`]: ending(/\n\}\n$/),
      ...Object.fromEntries(
        allSystems.map((system) => [
          zip(system),
          (file: string) => expect(Object.keys(unzipSync(readFileSync(file)))).toContain("NOTICES.txt"),
        ]),
      ),
      [`${stack}/cdk.tf.json`]: undefined,
      "cdktf.out/manifest.json": undefined,
    },
  };
};
