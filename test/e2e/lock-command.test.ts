import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../src/lock/entry";
import { printLock } from "../../src/lock/lock-file";
import { keyOf } from "../../src/reader/query";
import { runLineInProcess } from "../support/cli";
import { newDirectory } from "../support/directory";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { runNode } from "../support/program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const seed = seedOf([
  wireProduct(1),
  wireProduct(2, { modelId: "N" }),
  wireProduct(3, { orgId: "o2", productKey: "key00001", modelId: "M2" }),
]);

let emulator: EmulatorProcess;
beforeAll(async () => {
  emulator = await startEmulatorProcess(seed);
});
afterAll(() => emulator.end());

let directory: string;
beforeEach(async () => {
  directory = newDirectory();
  for (const name of [".git", "below"]) mkdirSync(join(directory, name));
  await reseed(seed);
});

const reseed = (other: object) => emulator.reseed(other);
const file = () => join(directory, "connect.lock.json");
const text = () => readFileSync(file(), "utf8");

/** Runs the command as a user does, below the directory of the lock file. */
const lockAsUser = (args: readonly string[]) =>
  runNode([cli, "lock", ...args], {
    directory: join(directory, "below"),
    environment: environmentOf(emulator.endpoint),
  });

/** The same in this process, which costs a tenth of the time. */
async function lock(args: readonly string[], more: Record<string, string> = {}) {
  const before = process.cwd();
  process.chdir(join(directory, "below"));
  const environment = { ...environmentOf(emulator.endpoint), ...more };
  const { code: status, ...written } = await runLineInProcess(["lock", ...args], { environment }).finally(() =>
    process.chdir(before),
  );
  return { status, ...written };
}

const origin = (orgId = "o1") => ({ platform: "enos", endpoint: `${emulator.endpoint}/`, orgId });
const old = "2024-01-01T00:00:00.000Z";

/** A lock file with these entries, whose values are what the platform says now. */
async function record(...asked: readonly Pick<Entry, "origin" | "query">[]) {
  const entries = asked.map((one): Entry => ({ ...one, fetchedAt: old, value: "product" in one.query ? null : [] }));
  writeFileSync(file(), printLock(new Map(entries.map((entry) => [keyOf(entry.origin, entry.query), entry]))));
  const { status, stderr } = await lock(["refresh"]);
  if (status !== 0) throw new Error(stderr);
  writeFileSync(file(), text().replaceAll(/"fetchedAt": ".*"/g, `"fetchedAt": "${old}"`));
}

const product = (productKey: string, orgId?: string) => ({ origin: origin(orgId), query: { product: productKey } });
const all = () => ({ origin: origin(), query: { products: {} } });
const changedSeed = () => ({
  ...seed,
  products: seed.products.map((one) =>
    one.productKey === "key00001" && one.orgId === "o1" ? { ...one, modelId: "X" } : one,
  ),
});

describe("show", () => {
  test("tells of each entry its id, its age, what was asked and what came, by place", async () => {
    await record(product("key00001"), product("nothing"), all(), product("key00001", "o2"));
    const { status, stdout } = lockAsUser(["show"]);
    expect(status).toBe(0);
    const days = Math.floor((Date.now() - Date.parse(old)) / 86_400_000);
    expect(
      stdout
        .replaceAll(/^ {2}[0-9a-f]{8} {2}/gm, "ID ")
        .replaceAll(String(days), "N")
        .replaceAll(/N days +/g, "N days "),
    ).toBe(
      `${file()}: 4 entries

enos, ${emulator.endpoint}/, orgId o1
ID N days product "key00001": "Product 1", Device, model M
ID N days product "nothing": there was none
ID N days all products: 2 products

enos, ${emulator.endpoint}/, orgId o2
ID N days product "key00001": "Product 3", Device, model M2
`,
    );
  });

  test("a platform's text does nothing to a terminal", async () => {
    await reseed(seedOf([wireProduct(1, { modelId: "m\u001b]0;x\u0007\nline\u202e", productType: "\u001b[31m" })]));
    await record(product("key00001"));
    expect((await lock(["show"])).stdout).toContain("\\u001b[31m, model m\\u001b]0;x\\u0007 line\\u202e");
  });

  test("as JSON it has what is needed to act on an entry", async () => {
    await record(all());
    expect(JSON.parse((await lock(["show", "--json"])).stdout)).toEqual({
      version: 1,
      file: file(),
      entries: [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}$/),
          ...all(),
          fetchedAt: old,
          ageInDays: expect.any(Number),
          products: ["key00002", "key00001"],
        },
      ],
    });
  });
});

describe("verify", () => {
  test("is fine while the platform says the same, and writes nothing", async () => {
    await record(product("key00001"), all(), product("key00001", "o2"), product("nothing"));
    const before = text();
    expect(await lock(["verify"])).toMatchObject({ status: 0, stderr: "" });
    expect(text()).toBe(before);
  });

  test("names every attribute that is another one, with both values, and writes nothing", async () => {
    await record(product("key00001"), product("key00002"), all());
    const before = text();
    await reseed(changedSeed());
    const { status, stdout } = lockAsUser(["verify"]);
    expect(status).toBe(2);
    expect(stdout).toMatch(/product "key00001"[\s\S]*modelId[\s\S]*"X"[\s\S]*"M"/);
    expect(stdout).not.toContain('product "key00002"');
    expect(text()).toBe(before);
  });

  test("what cannot be read is never fine", async () => {
    await record(product("key00001"));
    expect((await lock(["verify"], { CONNECT_ENOS_SECRET_KEY: "another-secret-key" })).status).toBe(1);
    expect((await lock(["verify"], { CONNECT_ENOS_ENDPOINT: "http://127.0.0.1:9" })).status).toBe(1);
    expect(await lock(["verify"], { CONNECT_ENOS_ENDPOINT: "" })).toMatchObject({ status: 1 });
  });
});

describe("verify --here", () => {
  const withElsewhere = async () => {
    await record(product("key00001"), product("key00002"));
    const { version, entries } = JSON.parse(text());
    entries[1].origin.endpoint = "https://production.example/";
    writeFileSync(file(), JSON.stringify({ version, entries }));
  };

  test("leaves out other places, which otherwise count as not checked", async () => {
    await withElsewhere();
    expect(await lock(["verify"])).toMatchObject({ status: 1, stdout: expect.stringContaining("another origin") });
    expect(await lock(["verify", "--here"])).toMatchObject({ status: 0, stdout: expect.stringContaining("left out") });
  });

  test("as JSON it is the report of drift", async () => {
    await record(product("key00001"));
    await reseed(changedSeed());
    const { status, stdout } = await lock(["verify", "--json"]);
    expect(status).toBe(2);
    const changes = [expect.objectContaining({ attribute: "modelId", expected: "M", actual: "X" })];
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, findings: changes });
  });
});

describe("--platform", () => {
  const ofAliyun = () => ({
    ...{ origin: { platform: "aliyun", endpoint: `${emulator.endpoint}/` }, query: { product: "lamp" } },
    ...{ fetchedAt: old, value: null },
  });
  const recordBoth = async () => {
    await record(product("key00001"));
    const { version, entries } = JSON.parse(text());
    writeFileSync(file(), JSON.stringify({ version, entries: [...entries, ofAliyun()] }));
  };

  test("limits what is shown, verified and refreshed to entries of that platform", async () => {
    await recordBoth();
    const shown = async (...args: string[]) =>
      JSON.parse((await lock(["show", "--json", ...args])).stdout).entries.length;
    expect([await shown(), await shown("--platform", "enos"), await shown("--platform", "aliyun")]).toEqual([2, 1, 1]);
    expect((await lock(["verify"])).status).toBe(1);
    expect(await lock(["verify", "--platform", "enos"])).toMatchObject({ status: 0 });
    await reseed(changedSeed());
    expect(await lock(["refresh", "--platform", "enos"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("1 of 1 entries changed"),
    });
    expect(await lock(["refresh", "lamp", "--platform", "enos"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('no entry "lamp" of EnOS Connect'),
    });
  });

  test("is a usage error for refresh where there is no such entry", async () => {
    await record(product("key00001"));
    expect(await lock(["refresh", "--platform", "aliyun"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("has no entry of Aliyun IoT"),
    });
  });
});

describe("refresh", () => {
  test("without keys it changes what is another one, and nothing else", async () => {
    await record(product("key00001"), product("key00002"), product("key00001", "o2"));
    const before = JSON.parse(text()).entries;
    await reseed(changedSeed());
    const { status, stdout } = lockAsUser(["refresh"]);
    expect(status).toBe(0);
    expect(stdout).toContain('  ~ modelId: "M" → "X"');
    expect(stdout).toContain("1 of 3 entries changed");
    const [first, ...others] = JSON.parse(text()).entries;
    expect(first.value.modelId).toBe("X");
    expect(first.fetchedAt).not.toBe(old);
    expect(others).toEqual(before.slice(1));
    expect((await lock(["refresh"])).stdout).toContain("0 of 3 entries changed");
  });

  test("an id names one entry where a product key names two", async () => {
    await record(product("key00001"), product("key00001", "o2"));
    await reseed({ ...seed, products: seed.products.map((one) => ({ ...one, modelId: "Y" })) });
    const [first] = JSON.parse((await lock(["show", "--json"])).stdout).entries;
    expect((await lock(["refresh", first.id])).stdout).toContain("1 of 1 entries changed");
    expect(JSON.parse(text()).entries.map(({ value }: { value: { modelId: string } }) => value.modelId)).toEqual([
      "Y",
      "M2",
    ]);
    expect((await lock(["refresh", "key00001"])).stdout).toContain("1 of 2 entries changed");
  });

  test("a product that is gone is recorded as gone, and one that came as come", async () => {
    await record(product("key00001"), product("later"), all());
    await reseed({ ...seed, products: [wireProduct(2, { modelId: "N" }), wireProduct(4, { productKey: "later" })] });
    const { stdout } = await lock(["refresh"]);
    expect(stdout).toContain('  - product "key00001"');
    expect(stdout).toContain('  + product "later"');
    expect(JSON.parse(text()).entries[0].value).toBeNull();
  });

  test("an unknown key is a usage error, and a failure keeps what was recorded", async () => {
    await record(product("key00001"));
    const before = text();
    expect(lockAsUser(["refresh", "key00001", "nokey"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('no entry "nokey"'),
    });
    const refused = await lock(["refresh"], { CONNECT_ENOS_ACCESS_KEY: "nobody" });
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining("Unknown access key") });
    expect(text()).toBe(before);
  });

  test("keys go to no other address than the environment's", async () => {
    await record(product("key00001"));
    writeFileSync(file(), text().replaceAll(`${emulator.endpoint}/`, "https://elsewhere.example/"));
    const { status, stderr } = await lock(["refresh"]);
    expect(status).toBe(1);
    expect(stderr).toContain("Recorded at another origin");
  });

  test("a link stays a link, permissions stay what they are, and a BOM is no harm", async () => {
    await record(product("key00001"));
    const real = join(directory, "real.json");
    renameSync(file(), real);
    writeFileSync(real, `\ufeff${readFileSync(real, "utf8")}`);
    chmodSync(real, 0o600);
    symlinkSync(real, file());
    await reseed(changedSeed());
    expect((await lock(["refresh"])).status).toBe(0);
    expect(lstatSync(file()).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o600);
    expect(text()).toContain('"modelId": "X"');
  });

  test.each([
    [{ product: "key00001", products: {} }, "query: expected either product or products"],
    [{}, "query: expected either product or products"],
    [{ products: { where: { modelId: 5 } } }, "where.modelId: expected a string, found a number"],
    [{ products: { where: { nope: 1 } } }, "where.nope: unknown filter"],
    [{ products: { where: "x" } }, "where: expected an object, found a string"],
  ])("a question %j that nobody can have asked is refused, and the file left alone", async (query, message) => {
    await record(product("key00001"));
    const { version, entries } = JSON.parse(text());
    writeFileSync(file(), JSON.stringify({ version, entries: [{ ...entries[0], query }] }));
    const before = text();
    expect(await lock(["refresh"])).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    expect(text()).toBe(before);
  });

  test("a key may look like an option", async () => {
    await reseed(seedOf([wireProduct(1, { productKey: "--help" })]));
    await record(product("--help"));
    expect(await lock(["refresh", "--", "--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("0 of 1"),
    });
  });

  test("with a greatest age, an old value that is still true is as good as new", async () => {
    await record(product("key00001"));
    await lock(["refresh"], { CONNECT_LOOKUPS_MAX_AGE: "30" });
    expect(JSON.parse(text()).entries[0].fetchedAt).not.toBe(old);
  });
});

describe("a synth under CONNECT_LOOKUPS=prune", () => {
  const program = (...keys: string[]) => {
    const main = join(directory, "main.js");
    const code = `
      const { App, TerraformStack } = require("cdktf");
      const { ConnectProduct, ConnectProvider } = require(${JSON.stringify(join(__dirname, "..", ".."))});
      const stack = new TerraformStack(new App(), "stack");
      new ConnectProvider(stack, "connect", {});
      for (const productKey of ${JSON.stringify(keys)}) ConnectProduct.lookup(stack, { productKey });
      if (process.env.FAIL) throw new Error("half way");
    `;
    writeFileSync(main, code);
    return (environment: Record<string, string> = {}) =>
      runNode([main], {
        directory,
        environment: {
          NODE_PATH: join(__dirname, "..", "..", "node_modules"),
          ...environmentOf(emulator.endpoint),
          ...environment,
        },
      });
  };
  const keysRecorded = () =>
    JSON.parse(text()).entries.map(({ query }: { query: { product: string } }) => query.product);

  const pruning = { CONNECT_LOOKUPS: "prune" };

  test("keeps what a complete synth asked for, reads what is missing, and says what it removed", async () => {
    await record(product("key00001"));
    program("key00002")({ ...pruning, FAIL: "1" });
    expect(keysRecorded()).toEqual(["key00001", "key00002"]);
    program("key00001")(pruning);
    expect(keysRecorded()).toEqual(["key00001"]);
    const { status, stderr } = program("key00002")(pruning);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^cdktf-connect: removed product "key00001" .*\n$/),
    });
    expect(keysRecorded()).toEqual(["key00002"]);
    expect(program("key00002")(pruning).stderr).toBe("");
  });

  test("keeps entries of an address and of an organization that the synth did not ask, and leaves nothing in node_modules", async () => {
    await record(product("key00001"), product("key00001", "o2"));
    writeFileSync(file(), text().replace(`${emulator.endpoint}/`, "https://production.example/"));
    expect(program("key00002")(pruning)).toMatchObject({ status: 0, stderr: "" });
    expect(keysRecorded().sort()).toEqual(["key00001", "key00001", "key00002"]);
    expect(existsSync(join(__dirname, "..", "..", "node_modules", ".cache", "cdktf-connect"))).toBe(false);
  });
});
