import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must, runNode } from "../support/program";

// Programs as they are started elsewhere: from the root of a monorepo, for one stack of several, as a bundle.

const esbuild = join(__dirname, "..", "..", "node_modules", ".bin", "esbuild");

let emulator: EmulatorProcess;
beforeAll(async () => {
  emulator = await startEmulatorProcess(seedOf([wireProduct(1), wireProduct(2)]));
});
afterAll(() => emulator.end());

const head = `
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { ConnectProduct, ConnectProducts, ConnectProvider } = require("cdktf-connect");
const app = new App({ outdir: require("path").join(__dirname, "out") });
`;
const stack = (id: string, orgId: string, key: string) => `{
  const stack = new TerraformStack(app, "${id}");
  new ConnectProvider(stack, "connect", { enos: { orgId: "${orgId}" } });
  const meter = new ConnectProduct(stack, "meter", { productKey: "${key}" });
  new TerraformOutput(stack, "model", { value: meter.atSynth.modelId ?? "none" });
  const all = new ConnectProducts(stack, "all", {}).atSynth.productKeys;
  new TerraformOutput(stack, "found", { value: String(ConnectProduct.find(stack, { productKey: "gone" })) + all });
}
`;
const program = (...stacks: string[]) => `${head}${stacks.join("")}app.synth();\n`;
const dev = stack("dev", "o1", "key00001");
const prod = stack("prod", "o9", "key00002");

const environment = (more = {}) => ({ ...environmentOf(emulator.endpoint), ...more });

describe("in a monorepo", () => {
  const app = () =>
    makeApp({
      "package.json": '{"name":"mono"}',
      "packages/infra/cdktf.json": "{}",
      "packages/infra/src/main.js": program(dev),
    });
  const start = (directory: string, more = {}) =>
    runNode([join("packages", "infra", "src", "main.js")], { directory, environment: environment(more) });

  test("a program that is started from the root uses the lock file of its own directory", () => {
    const directory = app();
    expect(start(directory)).toMatchObject({ status: 0, stderr: "" });
    expect(existsSync(join(directory, "connect.lock.json"))).toBe(false);
    expect(existsSync(join(directory, "packages", "infra", "connect.lock.json"))).toBe(true);
    expect(start(directory, { CI: "1", CONNECT_ENOS_SECRET_KEY: "" })).toMatchObject({ status: 0, stderr: "" });
  });

  test("where its directory cannot be told, another lock file is named, and a second one is announced", () => {
    const directory = app();
    start(directory);
    // What jest and nx run is started by a file in node_modules.
    const runner = join(directory, "node_modules", "runner.mjs");
    writeFileSync(runner, 'await import("../packages/infra/src/main.js");');
    const other = join("packages", "infra", "connect.lock.json");
    const locked = runNode([runner], { directory, environment: environment({ CI: "1" }) });
    expect(locked.status).toBe(1);
    expect(locked.stderr).toContain(`There is also ${join(directory, other)}: if the program belongs to that one`);
    const { status, stderr } = runNode([runner], { directory, environment: environment() });
    expect(status).toBe(0);
    expect(stderr).toContain(`connect.lock.json is new; below it there is ${other}, which it does not use`);
  });
});

describe("with two stacks of which one is recorded", () => {
  let directory: string;
  beforeAll(() => {
    directory = makeApp({ "cdktf.json": "{}", "main.js": program(dev) });
    expect(runNode(["main.js"], { directory, environment: environment() })).toMatchObject({ status: 0 });
  });
  const become = (text: string) => {
    rmSync(join(directory, "out"), { recursive: true, force: true });
    writeFileSync(join(directory, "main.js"), text);
  };
  const stacks = () => Object.keys(JSON.parse(readFileSync(join(directory, "out", "manifest.json"), "utf8")).stacks);

  test.each([
    ["after", program(dev, prod)],
    ["before", program(prod, dev)],
  ])("the one that is wanted is synthesized, %s the other one, without a platform", (_, text) => {
    become(text);
    const more = { CI: "1", CDKTF_TARGET_STACK_ID: "dev" };
    const { status, stderr } = runNode(["main.js"], { directory, environment: environment(more) });
    expect(stderr).toBe(
      'cdktf-connect: stack prod is left out: product "key00002" for prod/meter is not recorded, and CDKTF_TARGET_STACK_ID asks for dev only\n',
    );
    expect(status).toBe(0);
    expect(stacks()).toEqual(["dev"]);
    expect(existsSync(join(directory, "out", "stacks", "prod"))).toBe(false);
    const outputs = JSON.parse(readFileSync(join(directory, "out", "stacks", "dev", "cdk.tf.json"), "utf8")).output;
    expect(outputs.model.value).toBe("M");

    const wrong = environment({ ...more, CDKTF_TARGET_STACK_ID: "prod" });
    expect(runNode(["main.js"], { directory, environment: wrong })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Problem [value-not-recorded]"),
    });
  });

  test("a misspelled name is an error with the stacks that there are", () => {
    become(program(dev, prod));
    const more = { CI: "1", CDKTF_TARGET_STACK_ID: "dve" };
    const { status, stderr } = runNode(["main.js"], { directory, environment: environment(more) });
    expect(status).toBe(1);
    expect(stderr).toContain(
      'CDKTF_TARGET_STACK_ID: this app has no stack "dve". Did you mean dev? Its stacks are dev and prod.',
    );
  });

  test("the message names the way out", () => {
    become(program(dev, prod));
    const { stderr } = runNode(["main.js"], { directory, environment: environment({ CI: "1" }) });
    expect(stderr).toContain("CDKTF_TARGET_STACK_ID=dev leaves out prod where its values are not recorded");
  });
});

test.each(["cjs", "esm"] as const)(
  "a bundled program (%s) ends with a sentence, not with the trace of a stack",
  (format) => {
    const directory = makeApp({ "main.js": program(dev) });
    const outfile = join(directory, "elsewhere", format === "cjs" ? "bundle.cjs" : "bundle.mjs");
    const banner =
      'import { createRequire } from "module"; const require = createRequire(import.meta.url); const __dirname = ".";';
    const esm = format === "esm" ? [`--banner:js=${banner}`] : [];
    const options = ["--bundle", "--platform=node", `--format=${format}`, "--minify", "--log-level=error", ...esm];
    must(esbuild, [join(directory, "main.js"), ...options, `--outfile=${outfile}`]);
    const { status, stderr } = runNode([outfile], { directory, environment: environment() });
    expect(status).toBe(1);
    const advice = stderr.match(/--external:[\w-]+/g) ?? [];
    expect(advice).toContain("--external:cdktf-connect");
    expect(stderr.match(/^ +at .*/gm)).toEqual(["    at cdktf-connect"]);
    expect(stderr).not.toContain("ConnectProduct");
    const inside = join(directory, basename(outfile));
    must(esbuild, [join(directory, "main.js"), ...options, ...advice, `--outfile=${inside}`]);
    expect(runNode([inside], { directory, environment: environment() })).toMatchObject({ status: 0, stderr: "" });
  },
);

test("the bundles name undici's own file, because Bun has a substitute for the bare name", () => {
  for (const bundle of ["cli-main.js", "lookup-worker.js"]) {
    const text = readFileSync(join(__dirname, "..", "..", "dist", bundle), "utf8");
    expect(text.match(/require\("undici[^"]*"\)/g)).toEqual(['require("undici/index.js")']);
  }
});
