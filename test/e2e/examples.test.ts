import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { ephemeralEngines, providerRequirement, someEngine, testWithEngine, Workspace } from "../support/terraform";

const root = join(__dirname, "..", "..");
const examples = join(root, "examples");
const demoSeed = JSON.parse(readFileSync(join(root, "src", "emulator", "enos", "demo.json"), "utf8"));
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
    await workspace.must("plan", "-input=false");
  });
});
