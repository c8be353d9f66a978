import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { runNode } from "../support/program";
import { divided, testOnce } from "../support/repeated";

const modules = join(__dirname, "..", "..", "node_modules");
const tsNode = join(modules, "ts-node", "dist", "bin.js");
const tsNodeLoader = pathToFileURL(join(modules, "ts-node", "esm", "transpile-only.mjs")).href;
const tsx = join(modules, "tsx", "dist", "cli.mjs");
const tsxLoader = pathToFileURL(join(modules, "tsx", "dist", "loader.mjs")).href;

/** What every kind of app does with the values: decides, loops, parses, chains one look-up to another. */
const body = `
class Meters extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new ConnectProvider(this, "connect", { enos: { endpoint: process.env.CONNECT_ENOS_ENDPOINT, orgId: "o1" } });
    const meter = new ConnectProduct(this, "meter", { productKey: process.env.KEY ?? "key00001" });
    if (meter.atSynth.productType === "Gateway") new TerraformOutput(this, "gateway", { value: meter.productName });
    for (const name of JSON.parse(meter.atSynth.protocolGatewayIds ?? "[]"))
      new TerraformOutput(this, "bound-" + name, { value: name });
    new TerraformOutput(this, "tags", { value: Object.keys(meter.atSynth.productTags ?? {}).join() });
    const { modelId } = meter.atSynth;
    const all = new ConnectProducts(this, "all", { where: { modelId: modelId ?? undefined } });
    for (const { productKey, productTags } of all.atSynth.products)
      new TerraformOutput(this, "site-" + productKey, { value: productTags?.site });
    const gone = ConnectProduct.find(this, { productKey: "gone" });
    new TerraformOutput(this, "days", { value: ConnectProduct.lookup(this, { productKey: "key00002" }).maxValidDay });
    new TerraformOutput(this, "found", { value: gone !== undefined });
    if (process.env.TOKEN) new ConnectProduct(this, "token", { productKey: meter.id }).atSynth;
  }
}
`;

const names = "App, TerraformOutput, TerraformStack";
const ours = "Connect, ConnectProduct, ConnectProducts, ConnectProvider";
const synth = 'const app = new App();\nnew Meters(app, "meters");\napp.synth();\n';
const ahead = `const app = new App();
await Connect.prefetch(app, [{ productKey: "key00001" }, { productKey: "key00002" }, { products: { where: { modelId: "M" } } }]);
new Meters(app, "meters");
app.synth();
`;

const required = (cdk: string, front: string) =>
  `const { ${names} } = require("${cdk}");\nconst { ${ours} } = require("${front}");\n${body}${synth}`;
const imported = `import { ${names} } from "cdktf";\nimport { ${ours} } from "cdktf-connect";\n`;
const typed = (text: string) =>
  `import type { Construct } from "constructs";\n${text.replace("(scope, id)", "(scope: Construct, id: string)")}`;
const strict = JSON.stringify({
  compilerOptions: {
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    strict: true,
    skipLibCheck: true,
    types: ["node"],
  },
});

type Kind = readonly [title: string, name: string, command: readonly string[], files: Readonly<Record<string, string>>];
/** Both packages of the CDK are built from the same source, both loaders of a kind hand on the same modules. */
const representatives = ["cdktf", "esm", "ts-node", "tsx-esm"];
const ofThisRun = (kinds: readonly Kind[]) => divided(kinds, ([, name]) => representatives.includes(name));

const commonJs: readonly Kind[] = [
  ["CommonJS with cdktf", "cdktf", ["main.js"], { "main.js": required("cdktf", "cdktf-connect") }],
  ["CommonJS with cdktn", "cdktn", ["main.js"], { "main.js": required("cdktn", "cdktf-connect/cdktn") }],
];
const typeScript = { "main.ts": typed(imported + body + synth), "tsconfig.json": strict };
const moduleOfTypeScript = {
  ...typeScript,
  "main.ts": typed(imported + body + ahead),
  "package.json": '{"type":"module"}',
};
const kinds: readonly Kind[] = [
  ...commonJs,
  ["an ES module that reads ahead", "esm", ["main.mjs"], { "main.mjs": imported + body + ahead }],
  ["TypeScript run by tsx", "tsx", [tsx, "main.ts"], typeScript],
  ["TypeScript run by ts-node", "ts-node", [tsNode, "--transpile-only", "main.ts"], typeScript],
  ["an ES module run by tsx", "tsx-esm", ["--import", tsxLoader, "main.ts"], moduleOfTypeScript],
  ["an ES module run by ts-node", "ts-node-esm", ["--loader", tsNodeLoader, "main.ts"], moduleOfTypeScript],
];

let emulator: EmulatorProcess;
let app: string;
beforeAll(async () => {
  emulator = await startEmulatorProcess(
    seedOf([
      wireProduct(1, {
        productType: "Gateway",
        protocolGatewayIds: ["g1", "g2"],
        // Not in the order in which the lock file has them.
        productTags: { site: "上海", line: "meters" },
      }),
      wireProduct(2, { biDirectionalAuth: true, maxValidDay: 1095, productTags: { site: "north" } }),
      wireProduct(3, { modelId: "other" }),
    ]),
  );
  const files = kinds.flatMap(([, name, , own]) =>
    Object.entries({ ...own, "cdktf.json": "{}\n" }).map(([file, text]) => [join(name, file), text]),
  );
  app = makeApp(Object.fromEntries(files));
});
afterAll(async () => {
  await emulator.end();
});

/** Without keys no request could be signed. */
const ci = { CI: "true", CONNECT_ENOS_ACCESS_KEY: "", CONNECT_ENOS_SECRET_KEY: "" };

function appOf(name: string, command: readonly string[]) {
  const home = join(app, name);
  const lockFile = join(home, "connect.lock.json");
  const run = (environment: Readonly<Record<string, string>> = {}) =>
    runNode(command, { directory: home, environment: { ...environmentOf(emulator.endpoint), ...environment } });
  return {
    lockFile,
    lock: () => readFileSync(lockFile, "utf8"),
    output: () => readFileSync(join(home, "cdktf.out", "stacks", "meters", "cdk.tf.json"), "utf8"),
    run,
    must(environment?: Readonly<Record<string, string>>) {
      const { status, stderr } = run(environment);
      if (status !== 0) throw new Error(stderr);
    },
  };
}

describe.each(ofThisRun(kinds))("%s", (_, name, command) => {
  const kind = () => appOf(name, command);

  test("the first synth, with no lock file, has the real values and no placeholder", () => {
    const { must, output, lock } = kind();
    must();
    const values = Object.entries<{ value: unknown }>(JSON.parse(output()).output).map(([key, { value }]) => [
      key,
      value,
    ]);
    expect(Object.fromEntries(values)).toEqual({
      gateway: "${data.connect_product.meter.product_name}",
      "bound-g1": "g1",
      "bound-g2": "g2",
      tags: "line,site",
      "site-key00001": "上海",
      "site-key00002": "north",
      days: 1095,
      found: false,
    });
    expect(output()).not.toMatch(/TfToken|dummy|undefined/);
    expect(lock()).not.toMatch(/secret/i);
    expect(JSON.parse(lock()).entries).toHaveLength(4);
  });

  test("in CI, with neither keys nor platform, the same bytes come out", () => {
    const { must, output, lock } = kind();
    const [before, locked] = [output(), lock()];
    emulator.pause();
    try {
      must(ci);
    } finally {
      emulator.resume();
    }
    expect(output()).toBe(before);
    expect(lock()).toBe(locked);
  });

  test("an error is printed once, with the line of the program that asked and none of ours", () => {
    const { status, stderr } = kind().run({ ...ci, KEY: "key00009" });
    expect(status).not.toBe(0);
    expect(stderr.match(/product "key00009"/g)).toHaveLength(1);
    expect(stderr).toMatch(/^Problem \[value-not-recorded\]: Value not recorded: meters\/meter: /m);
    expect(stderr).not.toMatch(/^ *(summary|detail|\[cause\])\b/m);
    const frames = stderr.split("\n").filter((line) => /^ +at /.test(line));
    expect(frames[0]).toMatch(/main\.(js|mjs|ts):\d+/);
    expect(frames.filter((line) => line.includes("cdktf-connect"))).toEqual([]);
  });
});

describe.each(ofThisRun(commonJs))("%s", (_, name, command) => {
  const kind = () => appOf(name, command);

  test("reading all anew changes no byte while the platform says the same", () => {
    const { must, lock, lockFile } = kind();
    const before = lock();
    must({ CONNECT_LOOKUPS: "refresh" });
    expect(lock()).toBe(before);
    expect(existsSync(`${lockFile}.writing`)).toBe(false);
  });

  test("a missing entry names the question, the file and the command", () => {
    const { run, must, lock, lockFile } = kind();
    const { version, entries } = JSON.parse(lock());
    const others = entries.filter(({ query }: { query: object }) => !("products" in query));
    writeFileSync(lockFile, JSON.stringify({ version, entries: others }));
    const { status, stderr } = run(ci);
    expect(status).not.toBe(0);
    expect(stderr).toContain('products {"where":{"modelId":"M"}}');
    expect(stderr).toContain("connect.lock.json");
    expect(stderr).toContain(`CONNECT_LOOKUPS=auto npx ${name === "cdktn" ? "cdktn" : "cdktf"} synth`);
    must();
    expect(JSON.parse(lock()).entries.map(({ value }: { value: unknown }) => value)).toEqual(
      entries.map(({ value }: { value: unknown }) => value),
    );
  });

  test("a product that does not exist is an error with keys that look alike, and is not recorded", () => {
    const { run, lock } = kind();
    const { status, stderr } = run({ KEY: "key0000l" });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/meters\/meter: There is no product "key0000l".*Did you mean "key00001"/);
    expect(lock()).not.toContain("key0000l");
  });

  test("a token as key is an error, not a placeholder", () => {
    const { status, stderr } = kind().run({ TOKEN: "1" });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/Not known at synth time: .*productKey/);
  });

  test("a refusal of the platform reads as it does in a plan", () => {
    const { run, lockFile } = kind();
    rmSync(lockFile);
    const { status, stderr } = run({ CONNECT_ENOS_SECRET_KEY: "wrong-secret-key" });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/secret_key|secret key/i);
    expect(stderr).not.toContain("wrong-secret-key");
    expect(existsSync(lockFile)).toBe(false);
  });
});

testOnce("the values have their types: ts-node's own check finds nothing under strict", () => {
  appOf("ts-node", [tsNode, "main.ts"]).must();
});
