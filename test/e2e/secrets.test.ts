import { generateKeyPairSync } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { sealSecret } from "../../src/emulator/enos/secret";
import type { Emulator } from "../../src/emulator/shell/serve";
import { type Canaries, filesBelow, sightings } from "../support/canaries";
import { until } from "../support/clock";
import { newDirectory } from "../support/directory";
import { environmentOf, wireProduct } from "../support/enos";
import { pathWithNode } from "../support/node-in-path";
import { askToken, hangUp } from "../support/raw-enos";
import { describeEach, ephemeralEngines, providerRequirement, runEngine, Workspace } from "../support/terraform";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const secret = "canary-Product.Secret-5f1c";
const accounts = {
  full: { accessKey: "canary-access-full", secretKey: "canary-sign-full-77aa", rsaPublicKey: publicKey },
  noKeyPair: { accessKey: "canary-access-none", secretKey: "canary-sign-none-77aa" },
  noPermission: { accessKey: "canary-access-read", secretKey: "canary-sign-read-77aa", rsaPublicKey: publicKey },
  /** reads with the product's secret as its own: to see that the value arrives where it may */
  second: { accessKey: "canary-access-next", secretKey: secret },
};
const permissions = ["Product:Read", "Product:Update"] as const;
const seed = {
  accounts: Object.entries(accounts).map(([name, account]) => ({
    orgIds: ["o1"],
    permissions: name === "noPermission" ? (["Product:Read"] as const) : permissions,
    ...account,
  })),
  products: [wireProduct(1, { productSecret: secret, productDesc: "seen-this-description" })],
};

const sealed = sealSecret("canary-fixed", publicKey);
const canaries: Canaries = {
  "product secret": secret,
  "encrypted secret": sealed.productSecret,
  "session key": sealed.sessionKey,
  "private key": privateKey.split("\n")[2] as string,
  "access key": accounts.full.accessKey,
  "secret key": accounts.full.secretKey,
};

const ephemeral = (rest = "") => `ephemeral "connect_product_secret" "p" {\n  product_key = "key00001"\n${rest}}\n`;
const decrypt = (changes: Record<string, string> = {}) => {
  const recipe = {
    private_key_file: '"key.pem"',
    rsa_padding: '"oaep_sha256"',
    cipher: '"aes-256-cbc"',
    iv: '"prefix"',
    ...changes,
  };
  const lines = Object.entries(recipe).map(([name, value]) => `    ${name} = ${value}\n`);
  return `  decrypt = {\n${lines.join("")}  }\n`;
};
const configuration = (rest: string, block = "") =>
  `${providerRequirement}\nprovider "connect" {\n  ${block}\n}\n${rest}`;

/** A second provider that can only read if the secret has arrived in its configuration. */
const consumer = (attribute = "product_secret") => `
  provider "connect" {
    alias = "second"
    enos = {
      access_key = "${accounts.second.accessKey}"
      secret_key = ephemeral.connect_product_secret.p.${attribute}
    }
  }
  data "connect_product" "p" {
    provider    = connect.second
    product_key = "key00001"
  }
  data "connect_products" "all" {}
  output "model" { value = data.connect_product.p.model_id }
`;

describeEach(ephemeralEngines, (engine) => {
  let emulator: Emulator;
  let workspace: Workspace;
  let good: Record<string, string>;
  let token: string;
  beforeAll(async () => {
    emulator = await startEmulator({ seed });
    const { accessKey, secretKey } = accounts.full;
    good = {
      ...environmentOf(emulator.endpoint),
      CONNECT_ENOS_ACCESS_KEY: accessKey,
      CONNECT_ENOS_SECRET_KEY: secretKey,
    };
    // One key has one token: it is the provider's as well.
    token = (await askToken(emulator.endpoint, accounts.full)).json.data.accessToken;
    workspace = new Workspace(engine, good);
    writeFileSync(join(workspace.directory, "key.pem"), privateKey);
    workspace.init(configuration(""));
  });
  afterAll(async () => {
    hangUp();
    await emulator.close();
  });
  const plan = (text: string, environment: Record<string, string> = {}) => {
    workspace.write(text);
    return workspace.run(["plan", "-input=false", "-out=saved"], environment);
  };
  const failure = async (text: string, environment: Record<string, string> = {}) => {
    const file = join(newDirectory(), "trace");
    const outcome = await plan(text, { TF_LOG: "TRACE", TF_LOG_PATH: file, ...environment });
    expect(outcome.code).toBe(1);
    const trace = readFileSync(file, "utf8");
    expect(trace).toMatch(/(Terraform|OpenTofu) version/);
    expectNoCanary({ trace, stdout: outcome.stdout, stderr: outcome.stderr });
    return outcome.text;
  };
  const expectNoCanary = (outputs: Record<string, string>) => {
    for (const [name, text] of Object.entries(outputs))
      expect({ name, seen: sightings(text, { ...canaries, token }) }).toEqual({ name, seen: [] });
  };

  test.each([
    ["v2.4 with a recipe", ephemeral(decrypt()), ""],
    ["v2.1, which sends it unasked", ephemeral(), 'enos = { api_version = "v2.1" }'],
  ])("a secret of %s configures another provider, and is left nowhere", async (_, resource, block) => {
    const trace = { TF_LOG: "TRACE" };
    const text = configuration(resource + consumer(), block);
    const planned = await plan(text, trace);
    expect({ code: planned.code, text: planned.code === 0 ? "" : planned.text }).toEqual({ code: 0, text: "" });
    const shown = await workspace.must("show", "-json", "saved");
    const applied = await workspace.run(["apply", "-input=false", "saved"], trace);
    expect(applied.code).toBe(0);
    const after = await workspace.must("show", "-json");
    expect((await workspace.show()).outputs).toEqual({ model: "M" });
    const files = filesBelow(workspace.directory, ["key.pem"]);
    const names = Object.keys(files).map((file) => file.slice(workspace.directory.length + 1));
    expect(names).toEqual(
      expect.arrayContaining(["saved", "saved!tfstate", "terraform.tfstate", ".terraform.lock.hcl"]),
    );
    // The sweep sees what is there: a field that may be stored is found where it is stored.
    expect(
      sightings(files[join(workspace.directory, "terraform.tfstate")] as string, { a: "seen-this-description" }),
    ).toEqual(["a"]);
    expectNoCanary({
      ...files,
      "trace of plan": planned.stdout + planned.stderr,
      "trace of apply": applied.stdout + applied.stderr,
      "show of plan": shown.stdout,
      "show of state": after.stdout,
      journal: JSON.stringify(emulator.journal.entries),
    });
    expect(planned.stderr).toContain("connect_product_secret");
  });

  test("data sources leave none behind either, of no version of the API", async () => {
    for (const version of ["v2.1", "v2.4"]) {
      const text = configuration(
        'data "connect_product" "p" { product_key = "key00001" }\ndata "connect_products" "all" {}',
        `enos = { api_version = "${version}" }`,
      );
      const planned = await plan(text, { TF_LOG: "TRACE" });
      const applied = await workspace.run(["apply", "-input=false", "saved"], { TF_LOG: "TRACE" });
      expect([planned.code, applied.code]).toEqual([0, 0]);
      expectNoCanary({
        ...filesBelow(workspace.directory, ["key.pem"]),
        traces: planned.stdout + planned.stderr + applied.stdout + applied.stderr,
        shown: (await workspace.must("show", "-json")).stdout,
      });
    }
  });

  test("without a recipe ciphertext and session key are given as such, and the secret is null", async () => {
    const data = { orgId: "o1", productKey: "key00001", ...sealed };
    const checks = `
      locals {
        null_secret = ephemeral.connect_product_secret.p.product_secret == null
        encrypted   = ephemeral.connect_product_secret.p.encrypted_secret == "${sealed.productSecret}"
        session     = ephemeral.connect_product_secret.p.session_key == "${sealed.sessionKey}"
      }
      output "as_expected" {
        value = ephemeralasnull(true) == null
        precondition {
          condition     = local.null_secret && local.encrypted && local.session
          error_message = "Something else came."
        }
      }
    `;
    emulator.faults.add({
      match: { action: "get" },
      times: 1,
      body: JSON.stringify({ code: 0, msg: "OK", requestId: "r", data }),
    });
    const { code, text } = await plan(configuration(ephemeral() + checks));
    expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
  });

  test.each([
    ["no key pair", accounts.noKeyPair, /No RSA key pair.*RSA Key Pair.*11858/],
    ["no permission", accounts.noPermission, /Secret not readable.*"Product: Create" or "Product: Update"/],
  ])("%s is a clear error", async (_, account, expected) => {
    const environment = { CONNECT_ENOS_ACCESS_KEY: account.accessKey, CONNECT_ENOS_SECRET_KEY: account.secretKey };
    expect(await failure(configuration(ephemeral(decrypt())), environment)).toMatch(expected);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["another padding", { rsa_padding: '"pkcs1"' }, /decrypt\.rsa_padding: .*decrypt the session key/],
    ["another cipher", { cipher: '"aes-256-gcm"' }, /decrypt\.cipher: .*decrypt the secret/],
    ["no such file", { private_key_file: '"none.pem"' }, /decrypt\.private_key_file: "none\.pem": ENOENT/],
    [
      "a literal key",
      { private_key: `<<EOT\n${privateKey}EOT`, private_key_file: "null", cipher: '"aes-128-cbc"' },
      /decrypt\.key_encoding/,
    ],
  ])("a recipe with %s fails at its argument and shows nothing", async (_, changes, expected) => {
    expect(await failure(configuration(ephemeral(decrypt(changes))))).toMatch(expected);
  });

  test("a recipe that a plain secret does not need is a warning", async () => {
    const written = { private_key: `<<EOT\n${privateKey}EOT`, private_key_file: "null" };
    const block = 'enos = { api_version = "v2.1" }';
    const { code, text } = await plan(configuration(ephemeral(decrypt(written)), block));
    expect(code).toBe(0);
    expect(text).toContain("Nothing to decrypt");
    expectNoCanary({ text });
  });

  test("an unknown product names keys like it, at its argument", async () => {
    const text = await failure(
      configuration('ephemeral "connect_product_secret" "p" {\n  product_key = "key00002"\n}'),
    );
    expect(text).toContain('Did you mean "key00001"?');
  });

  test("mistakes in the recipe are found at validate time", async () => {
    workspace.write(configuration(ephemeral(decrypt({ iv: "null", private_key_file: "null", cipher: '"des"' }))));
    const { code, text } = await workspace.run(["validate"]);
    expect(code).toBe(1);
    expect(text).toContain("decrypt.cipher");
    workspace.write(configuration(ephemeral(`${decrypt({ iv: "null" })}  session_key = "x"\n`)));
    expect((await workspace.run(["validate"])).text).toMatch(/session_key.*cannot be set|cannot be set.*session_key/);
  });

  test("an output of it is refused by the engine itself", async () => {
    const text = await failure(
      configuration(`${ephemeral(decrypt())}output "x" { value = ephemeral.connect_product_secret.p.product_secret }`),
    );
    expect(text).toMatch(/ephemeral/i);
  });

  test("a provider that crashes with the secret in its memory takes it along", async () => {
    const preload = join(newDirectory(), "crash.js");
    const sign = join(newDirectory(), "now");
    writeFileSync(
      preload,
      `if (process.argv[1]?.includes("terraform-provider-connect"))
         setInterval(() => {
           if (require("node:fs").existsSync(${JSON.stringify(sign)})) throw new Error("crash on purpose");
         }, 50);`,
    );
    const before = emulator.journal.total;
    const asked = () => emulator.journal.entries.slice(before).filter(({ action }) => action === "get");
    emulator.faults.add({ match: { action: "search" }, delay: 3_600_000 });
    const planned = plan(configuration(`${ephemeral(decrypt())}data "connect_products" "slow" {}`), {
      PATH: pathWithNode(`exec ${process.execPath} --require=${preload} "$@"`),
      TF_LOG: "TRACE",
    });
    await until(() => asked().length > 0 && emulator.faults.left.length === 0);
    writeFileSync(sign, "");
    const { code, stdout, stderr } = await planned;
    expect(asked().map(({ status }) => status)).toEqual([200]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("crash on purpose");
    expectNoCanary({ stdout, stderr });
  });

  test.each([
    ["cdktf", "../../dist"],
    ["cdktn", "../../dist/cdktn"],
  ])("the construct of %s configures another provider with it", async (library, door) => {
    const { LocalBackend, TerraformOutput, TerraformStack, Testing } = require(library) as typeof import("cdktf");
    const { ConnectProduct, ConnectProductSecret, ConnectProvider } = require(door) as typeof import("../../src");
    const stack = new TerraformStack(Testing.app(), "secrets");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    new ConnectProvider(stack, "connect");
    const secret = new ConnectProductSecret(stack, "secret", {
      productKey: "key00001",
      decrypt: { privateKeyFile: "key.pem", rsaPadding: "oaep_sha256", cipher: "aes-256-cbc", iv: "prefix" },
    });
    const { accessKey } = accounts.second;
    const enos = { accessKey, secretKey: secret.productSecret };
    const provider = new ConnectProvider(stack, "second", { alias: "second", enos });
    const product = new ConnectProduct(stack, "p", { productKey: "key00001", provider });
    new TerraformOutput(stack, "model", { value: product.modelId });

    const out = Testing.fullSynth(stack);
    const directory = join(out, "stacks", "secrets");
    copyFileSync(join(workspace.directory, "key.pem"), join(directory, "key.pem"));
    for (const args of [["init"], ["apply", "-auto-approve"]]) {
      const { code, text } = await runEngine(engine, [...args, "-input=false"], { directory, environment: good });
      expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
    }
    const files = filesBelow(directory, ["key.pem"]);
    expect(files[join(directory, "terraform.tfstate")]).toMatch(/"value": ?"M"/);
    expectNoCanary(files);
  });
});
