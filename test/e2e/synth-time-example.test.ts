import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import demoSeed from "../../src/cli/demo-seed.json";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { must } from "../support/program";
import { describeEach, engines, runEngine, someEngine, testWithEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
const names = ["main.ts", "cdktf.json", "connect.lock.json"];
const committed = Object.fromEntries(
  names.map((name) => [name, readFileSync(join(root, "examples", "synth-time", name), "utf8")]),
);

/** Where the example looks. The port may be taken here, so the copy that needs a platform gets the emulator's own. */
const documented = "http://127.0.0.1:8640";
const [account] = demoSeed.accounts;
const keys = {
  CONNECT_ENOS_ACCESS_KEY: account?.accessKey as string,
  CONNECT_ENOS_SECRET_KEY: account?.secretKey as string,
};

let emulator: EmulatorProcess;
let app: string;
beforeAll(async () => {
  emulator = await startEmulatorProcess(demoSeed);
  app = makeApp({
    ...Object.fromEntries(names.map((name) => [`committed/${name}`, committed[name] as string])),
    ...Object.fromEntries(
      names.map((name) => [`copy/${name}`, (committed[name] as string).replaceAll(documented, emulator.endpoint)]),
    ),
  });
});
afterAll(async () => {
  await emulator.end();
});

function synth(directory: string, environment: Record<string, string>): string {
  // CDKTF asks for the engine's version when it synthesizes its terraform_data.
  const variables = { TERRAFORM_BINARY_NAME: someEngine, ...environment };
  must(process.execPath, [tsx, "main.ts"], { directory: join(app, directory), environment: variables });
  return readFileSync(join(app, directory, "cdktf.out", "stacks", "fleet", "cdk.tf.json"), "utf8");
}
const lock = (directory: string) => readFileSync(join(app, directory, "connect.lock.json"), "utf8");

testWithEngine(
  "where CI is set the committed lock file is enough: no keys, no platform, the same bytes every time",
  () => {
    const first = synth("committed", { CI: "1" });
    expect(Object.keys(JSON.parse(first).resource.terraform_data)).toEqual([
      "renewal-8f7KmDED",
      "renewal-mK5dR2xT",
      "sub-device-table",
    ]);
    rmSync(join(app, "committed", "cdktf.out"), { recursive: true });
    expect(synth("committed", { CI: "1" })).toBe(first);
    expect(lock("committed")).toBe(committed["connect.lock.json"]);
  },
);

testWithEngine("the committed lock file is what the demo platform says", () => {
  synth("copy", { ...keys, CONNECT_LOOKUPS: "refresh" });
  expect(lock("copy").replaceAll(emulator.endpoint, documented)).toBe(committed["connect.lock.json"]);
});

describeEach(engines, (engine) => {
  type Product = (typeof demoSeed.products)[number];
  const serve = (change: (product: Product) => object = () => ({})) =>
    emulator.reseed({ ...demoSeed, products: demoSeed.products.map((one) => ({ ...one, ...change(one) })) });
  const stack = join("copy", "cdktf.out", "stacks", "fleet");
  const run = (...args: string[]) => runEngine(engine, args, { directory: join(app, stack), environment: keys });
  const differences = (text: string) =>
    [
      ...text.matchAll(/(Warning|Error): (Product \S+ \w+ is not as expected|Other products than expected: .*?) with/g),
    ].map(([, severity, summary]) => `${severity}: ${summary}`);

  beforeAll(async () => {
    synth("copy", { CI: "1" });
    await run("init", "-input=false");
  });

  test("the stack is valid and plans without a word about drift", async () => {
    await serve();
    expect((await run("validate")).code).toBe(0);
    const { code, text } = await run("plan", "-input=false");
    expect(code).toBe(0);
    expect(text).toContain("Plan: 3 to add");
    expect(text).not.toContain("Warning");
  });

  test("of what changed since, a plan names exactly what the program read", async () => {
    await serve(({ productKey }) => ({
      productDesc: "changed",
      updateTime: 1_800_000_000_000,
      ...(productKey === "8f7KmDED" && { maxValidDay: 800, productTags: { changed: "true" } }),
      ...(productKey === "2zp6A70r" && { modelId: "changed" }),
      ...(productKey === "Hb93ZsYq" && { modelId: "smart_meter_v2" }),
    }));
    const { code, text } = await run("plan", "-input=false");
    expect(code).toBe(0);
    expect(differences(text).sort()).toEqual([
      'Warning: Other products than expected: unexpected "Hb93ZsYq"',
      'Warning: Product "8f7KmDED": max_valid_day is not as expected',
    ]);
  });

  test("a gateway that is none any more stops the plan", async () => {
    await serve(({ productKey }) => (productKey === "2zp6A70r" ? { productType: "Device" } : {}));
    const { code, text } = await run("plan", "-input=false");
    expect(code).toBe(1);
    expect(differences(text)).toEqual(['Error: Product "2zp6A70r": product_type is not as expected']);
  });
});
