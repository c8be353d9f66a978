import { generateKeyPairSync } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../src/platforms/emulator";
import { startEmulator } from "../../src/platforms/enos/emulator";
import { must } from "../support/program";
import { ephemeralEngines, providerRequirement, someEngine, testWithEngine, Workspace } from "../support/terraform";

const root = join(__dirname, "..", "..");
const examples = join(root, "examples");
const demoSeed = JSON.parse(readFileSync(join(root, "src", "cli", "demo-seed.json"), "utf8"));
const [account] = demoSeed.accounts;

describe("HCL", () => {
  let emulator: Emulator;
  let environment: Record<string, string>;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: demoSeed });
    environment = {
      CONNECT_ENOS_ENDPOINT: emulator.endpoint,
      CONNECT_ENOS_ORG_ID: account.orgIds[0],
      CONNECT_ENOS_ACCESS_KEY: account.accessKey,
      CONNECT_ENOS_SECRET_KEY: account.secretKey,
    };
  });
  afterAll(() => emulator.close());

  testWithEngine.each(readdirSync(join(examples, "data-sources")))(
    "the example of %s applies and is formatted",
    async (name) => {
      const workspace = new Workspace(someEngine, environment);
      const example = readFileSync(join(examples, "data-sources", name, "data-source.tf"), "utf8");
      workspace.write(providerRequirement, "provider.tf");
      workspace.init(example);
      await workspace.must("fmt", "-check", "main.tf");
      const { outputs } = await workspace.apply();
      expect(Object.values(outputs)).not.toContain(null);
      for (const value of Object.values(outputs)) expect(value).not.toEqual([]);
    },
  );

  const testEphemeral = ephemeralEngines.includes(someEngine) ? test : test.skip;
  testEphemeral.each(readdirSync(join(examples, "ephemeral-resources")))(
    "the example of %s hands the secret over",
    async (name) => {
      const { publicKey, privateKey } = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      });
      const owner = { ...account, permissions: ["Product:Read", "Product:Update"], rsaPublicKey: publicKey };
      const own = await startEmulator({ seed: { accounts: [owner], products: demoSeed.products.slice(0, 1) } });
      const workspace = new Workspace(someEngine, { ...environment, CONNECT_ENOS_ENDPOINT: own.endpoint });
      workspace.write(providerRequirement, "provider.tf");
      workspace.write(privateKey, "service-account.pem");
      workspace.write('printf %s "$PRODUCT_SECRET" > firmware', "build-firmware.sh");
      workspace.init(readFileSync(join(examples, "ephemeral-resources", name, "ephemeral-resource.tf"), "utf8"));
      await workspace.must("fmt", "-check", "main.tf");
      await workspace.must("apply", "-auto-approve", "-input=false");
      const { productSecret } = demoSeed.products[0];
      expect(readFileSync(join(workspace.directory, "firmware"), "utf8")).toBe(productSecret);
      expect((await workspace.must("show", "-json")).stdout).not.toContain(productSecret);
      await own.close();
    },
  );

  testWithEngine("the provider example is formatted and plans", async () => {
    const workspace = new Workspace(someEngine, environment);
    workspace.init(readFileSync(join(examples, "provider", "provider.tf"), "utf8"));
    await workspace.must("fmt", "-check");
    await workspace.must(
      "plan",
      "-input=false",
      `-var=endpoint=${emulator.endpoint}`,
      `-var=org_id=${account.orgIds[0]}`,
    );
  });
});

describe("the demo", () => {
  const table = `
   gateway_2zp6A70r          Edge Gateway
   meter_default_valid_day   730
   meter_max_valid_day       1095
   meter_model               smart_meter_v2
   meter_name                Smart Meter 202
   meter_type                Device
`;
  afterAll(() => rmSync(join(root, ".demo"), { recursive: true }));

  testWithEngine("does the main job, notices a change, and leaves nothing running", async () => {
    const output = must("npm", ["run", "--silent", "demo"], { directory: root });
    expect(output).toContain(table);
    expect(output).toContain(`$ ${someEngine} apply`);
    expect(output).toContain('Warning: Product "8f7KmDED": bi_directional_auth is not as expected');
    expect(output).toContain("Drift: 3 changed");
    expect(output).not.toContain("Not run");
    expect(existsSync(join(root, ".demo", "stacks", "quickstart", "cdk.tf.json"))).toBe(true);
    const endpoint = /ready at (http:\S+)/.exec(output)?.[1] ?? "";
    await expect(fetch(endpoint)).rejects.toThrow("fetch failed");
  });

  test("shows the same values with neither terraform nor tofu, and says what was not run", () => {
    const program = ["--import", "tsx", join(examples, "quickstart", "demo.ts")];
    const environment = { PATH: join(root, "nowhere"), CI: "true", CONNECT_ENOS_API_VERSION: "v9" };
    const output = must(process.execPath, program, { directory: root, environment });
    expect(output).toContain(table);
    expect(output).toContain("Drift: 3 changed");
    expect(output).toMatch(
      /^Not run: init, plan and apply; neither terraform nor tofu is in PATH\. To install one: .+$/m,
    );
  });
});
