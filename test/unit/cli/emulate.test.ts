import { createDecipheriv, privateDecrypt } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { emulate } from "../../../src/cli/emulate";
import { ofProcess } from "../../../src/cli/io";
import { runCommand } from "../../../src/cli/run";
import { UsageError } from "../../../src/cli/usage";
import demoSeed from "../../../src/emulator/enos/demo.json";
import { platforms } from "../../../src/platforms/list";
import { listed } from "../../../src/schema/nearest";
import { printPath } from "../../../src/schema/path";
import type { Problem } from "../../../src/schema/problem";
import { helpOf, runInProcess } from "../../support/cli";
import { until } from "../../support/clock";
import { newDirectory } from "../../support/directory";
import { queryProduct, queryProductList, rpc } from "../../support/raw-aliyun";
import { call, get, hangUp, raw, search } from "../../support/raw-enos";

let directory: string;
beforeAll(() => {
  directory = newDirectory();
});
afterEach(hangUp);

function fileWith(text: string): string {
  const file = join(directory, `seed-${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(file, text);
  return file;
}

/** Runs the command until the test has used it. */
async function running<T>(
  args: string[],
  use: (endpoint: string, output: string, warnings: () => string) => Promise<T>,
  isTerminal = false,
) {
  const stop = new AbortController();
  const warnings: string[] = [];
  let code: Promise<number> | undefined;
  const output = await new Promise<string>((resolve, reject) => {
    const onWrite = (stream: string, text: string) => {
      if (stream === "stderr") warnings.push(text);
      else resolve(text);
    };
    const ran = runInProcess(emulate, args, { environment: {}, isTTY: isTerminal, stop: stop.signal, onWrite });
    code = ran.then((done) => done.code);
    code.catch(reject);
  });
  const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
  const result = await use(endpoint, output, () => warnings.join("")).finally(() => stop.abort());
  expect(await code).toBe(0);
  await expect(raw(`${endpoint}/_emu/ready`)).rejects.toThrow();
  return result;
}

const failureOf = (...args: string[]): Promise<unknown> =>
  runInProcess(emulate, args).then(
    () => undefined,
    (error: unknown) => error,
  );

const keys = { accessKey: "demo-access-key", secretKey: "demo-secret-key-public" };
const orgId = "o17000000000001";

test("with --json the first line says where the emulator is, and nothing else", () =>
  running(["--json"], async (endpoint, output) => {
    expect(output).toBe(`{"event":"ready","endpoint":"${endpoint}","version":1}\n`);
    expect((await raw(`${endpoint}/_emu/ready`)).json.ready).toBe(true);
  }));

test("the demo shows what to paste, and what it shows works", () =>
  running([], async (endpoint, output) => {
    for (const line of [
      `ENDPOINT=${endpoint}`,
      `ORG_ID=${orgId}`,
      "ACCESS_KEY=demo-access-key",
      "SECRET_KEY=demo-secret-key-public",
    ]) {
      expect(output).toContain(`  export CONNECT_ENOS_${line}\n`);
    }
    expect(output).toContain("EnOS Connect, edition 2.4: 8 products in 2 organizations (the built-in demo)\n");
    expect(output).toContain('  products  8f7KmDED  "Smart Meter 202"\n');
    expect(output).toContain("\n            … and 3 more\n");
    expect((await get(endpoint, keys, orgId, "8f7KmDED")).json.data.modelId).toBe("smart_meter_v2");
    expect(
      (await search(endpoint, keys, orgId, { expression: "productName.zh_CN like '电表'" })).json.data,
    ).toHaveLength(1);
  }));

const aliyunKeys = { accessKeyId: "demo-access-key-id", accessKeySecret: "demo-access-key-secret-public" };

test("the demo serves Aliyun on the same port, and shows what to paste for it", () =>
  running([], async (endpoint, output) => {
    for (const line of [
      `ENDPOINT=${endpoint}`,
      "ACCESS_KEY_ID=demo-access-key-id",
      "ACCESS_KEY_SECRET=demo-access-key-secret-public",
    ]) {
      expect(output).toContain(`  export CONNECT_ALIYUN_${line}\n`);
    }
    expect(output).toContain("\nAliyun IoT, flavour alibaba: 4 products (the built-in demo)\n");
    expect(output).toContain('\n            a1BwAGVpost       "Message Post"\n');
    expect(output.split("\n").length).toBeLessThanOrEqual(1 + 12 * platforms.length);
    expect((await queryProduct(endpoint, aliyunKeys, "a1T27vzLamp")).json.Data.CategoryName).toBe("路灯照明");
    const { Data } = (await queryProductList(endpoint, aliyunKeys, 1, 10)).json;
    expect(Data.List.ProductInfo.map(({ NodeType }: { NodeType?: number }) => NodeType)).toEqual([1, 0, 0, undefined]);
  }));

test("a flavour can be named, and wins over the seed's", async () => {
  const call = { Action: "QueryProductList", CurrentPage: 1, PageSize: 1, Version: undefined };
  const seed = { aliyun: { accounts: [aliyunKeys], products: [], flavour: "tuya" } };
  const file = fileWith(JSON.stringify(seed));
  await running(["--flavour", "tuya"], async (endpoint, output) => {
    expect(output).toContain("flavour tuya");
    expect((await rpc(endpoint, aliyunKeys, call)).json.Code).toBe("");
  });
  await running(["--seed", file], async (endpoint, output) => {
    expect(output).toContain("flavour tuya");
    expect(output).not.toContain("EnOS");
    expect((await rpc(endpoint, aliyunKeys, call)).json.Code).toBe("");
  });
  await running(["--seed", file, "--flavour", "alibaba"], async (endpoint, output) => {
    expect(output).toContain("flavour alibaba");
    expect((await rpc(endpoint, aliyunKeys, call)).json.Code).toBe("MissingVersion");
  });
});

test("the demo has both product types, both spellings, nulls, three languages and validity days", () => {
  const products: Record<string, unknown>[] = demoSeed.products;
  const has = (fits: (product: Record<string, unknown>) => unknown) => expect(products.some(fits)).toBe(true);
  has((product) => product.productType === "Gateway");
  has((product) => product.productType === "Device");
  has((product) => "dynamicActiveEnabled" in product);
  has((product) => "dynamicActivateEnabled" in product);
  has((product) => product.productTags === null);
  has((product) => product.biDirectionalAuth && product.maxValidDay);
  for (const letters of [/\p{Script=Han}/u, /\p{Script=Katakana}/u, /[A-Z]/]) {
    has((product) => letters.test(JSON.stringify(product.productName)));
  }
});

test("the screen of a seed file never shows its secret", () => {
  const seed = { accounts: [{ accessKey: "my key", secretKey: "canary", orgIds: ["o1"] }], products: [], aliyn: {} };
  const file = fileWith(`\uFEFF${JSON.stringify(seed)}`);
  return running(["--seed", file, "--edition", "2.1-early", "--port", "0"], async (_endpoint, output, warnings) => {
    expect(output).toContain("edition 2.1-early");
    expect(output).toContain("my key  o1  Product:Read");
    expect(output).toContain("export CONNECT_ENOS_ACCESS_KEY='my key'");
    expect(output).not.toContain("canary");
    expect(warnings()).toBe(`${file}: aliyn: unknown key, ignored\n`);
  });
});

test("of an Aliyun account in a seed file neither secret nor token is shown, but where they are", () => {
  const role = {
    accessKeyId: "role",
    accessKeySecret: "canary-1",
    securityToken: "canary-2",
    instanceIds: ["iot-one"],
  };
  const products = [{ ProductKey: "P1", ProductSecret: "canary-3", IotInstanceId: "iot-one" }];
  const file = fileWith(JSON.stringify({ aliyun: { accounts: [role], products } }));
  return running(["--seed", file], async (_endpoint, output) => {
    expect(output).toContain("  export CONNECT_ALIYUN_INSTANCE_ID=iot-one\n");
    expect(output).toContain(
      `  export CONNECT_ALIYUN_ACCESS_KEY_SECRET=   # accessKeySecret of this account in ${file}\n`,
    );
    expect(output).toContain(`  export CONNECT_ALIYUN_SECURITY_TOKEN=   # securityToken of this account in ${file}\n`);
    expect(output).not.toContain("canary");
  });
});

test("what is shown of a seed file is harmless, and can be pasted", () => {
  const account = { accessKey: "it's $HOME", secretKey: "canary", orgIds: ["o\u0007"], permissions: [] };
  const named = (number: number, defaultValue: string | null) => ({
    orgId: account.orgIds[0],
    productKey: `key${number}`,
    productName: { defaultValue },
  });
  const names = ["\u001b[31mred\n##vso[x]", "long ".repeat(100), null, "fourth", "fifth"];
  const products = names.map((name, index) => named(index, name));
  const file = fileWith(JSON.stringify({ accounts: [account], products }));
  return running(["--seed", file, "--shell", "bash"], async (_endpoint, output) => {
    expect(output).toContain(`  export CONNECT_ENOS_ACCESS_KEY='it'\\''s $HOME'\n`);
    expect(output).toContain(`  export CONNECT_ENOS_ORG_ID=   # orgIds of this account in ${file}\n`);
    expect(output).toContain("no permission");
    expect(output).toContain("\n            key2\n            … and 2 more\n");
    expect(output).not.toMatch(/fourth|##|[^\n -~…]/);
    for (const line of output.split("\n")) expect(line.length).toBeLessThan(200);
  });
});

test("the variables are those of one platform where one is chosen, in the shell that is named", () =>
  running(["--platform", "aliyun", "--shell", "powershell"], async (endpoint, output) => {
    expect(output).toContain(`  $env:CONNECT_ALIYUN_ENDPOINT = "${endpoint}"\n`);
    expect(output).not.toContain("CONNECT_ENOS");
  }));

test("failures of a file strike from the start", () => {
  const file = fileWith(JSON.stringify([{ match: { action: "get" }, after: 1, code: 99500 }]));
  return running(["--faults", file], async (endpoint) => {
    const code = async () => (await get(endpoint, keys, orgId, "8f7KmDED")).json.code;
    expect([await code(), await code(), await code()]).toEqual([0, 99500, 0]);
  });
});

test("mistakes in a file of failures are one error, each with its line and column", async () => {
  const file = fileWith(`[
  { "status": 503, "tmies": 2 },
  { "match": { "action": "get" },
    "stale": true, "reset": true },
  { "list": { "total": 3, "staleTotal": true } }
]`);
  expect(((await failureOf("--faults", file)) as Problem).message.split("\n")).toEqual([
    `File cannot be used: ${file}:2:20: [0].tmies: unknown member (did you mean times?).`,
    `${file}:3:3: [1]: it has reset and stale; a fault has one effect.`,
    `${file}:5:27: [2].list.staleTotal: it excludes total.`,
  ]);
  const object = fileWith('{"status":503}');
  expect(((await failureOf("--faults", object)) as Problem).message).toContain("expected a list, found an object");
});

test("a platform of which the seed has nothing cannot be chosen", async () => {
  const file = fileWith('{"accounts":[],"products":[]}');
  const failure = await failureOf("--seed", file, "--platform", "aliyun");
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as Error).message).toBe(`--platform: ${file} has nothing of Aliyun IoT`);
});

describe("a line for each request", () => {
  const ask = async (endpoint: string) => {
    await get(endpoint, keys, orgId, "8f7KmDED");
    await search(endpoint, keys, orgId, { expression: "productName.zh_CN like '电表'" });
    await search(endpoint, keys, orgId, { expression: "modelId = 'demo-secret-key-public'" });
    await get(endpoint, keys, orgId, "\u001b[31m");
    await raw(`${endpoint}/connect-service/v2.4/products?action=get&productKey=demo-secret-key-public`);
    await queryProduct(endpoint, aliyunKeys, "none");
    await queryProductList(endpoint, aliyunKeys, 1, 10);
    await raw(`${endpoint}/_emu/faults`, { method: "POST", body: '{"reset":true}' });
    await raw(`${endpoint}/elsewhere`).catch(() => {});
  };
  const lines = [
    "enos    token/get → HTTP 200, code 0",
    "enos    get 8f7KmDED → HTTP 200, code 0",
    "enos    search productName.zh_CN like '电表' → HTTP 200, code 0",
    "enos    search [hidden] → HTTP 200, code 0",
    "aliyun  QueryProduct none → HTTP 200, code iot.prod.NotExistedProduct",
    "aliyun  QueryProductList page 1 → HTTP 200",
    "-       GET /elsewhere → no response, fault reset",
  ];

  test.each([
    ["on a terminal", [], true],
    ["where it is asked for", ["--requests"], false],
  ])("says what was asked and answered, and no secret, %s", (_, args, isTerminal) =>
    running(
      args,
      async (endpoint, _output, warnings) => {
        await ask(endpoint);
        await until(async () => warnings().includes("/elsewhere"));
        for (const line of lines) expect(warnings()).toContain(`  ${line}, `);
        expect(warnings()).not.toMatch(/secret|canary|_emu/);
        expect(warnings()).not.toContain("\u001b");
        for (const line of warnings().trimEnd().split("\n")) expect(line).toMatch(/^\d\d:\d\d:\d\d {2}.+ \d+ ms$/);
      },
      isTerminal,
    ),
  );

  test.each([
    ["with --json", ["--json"], true],
    ["where nobody looks on", [], false],
  ])("is not written %s", (_, args, isTerminal) =>
    running(
      args,
      async (endpoint, _output, warnings) => {
        await ask(endpoint);
        expect(warnings()).toBe("");
      },
      isTerminal,
    ),
  );
});

test("with --rsa-key product secrets are sealed for the key in the file, which is made once", async () => {
  const file = join(newDirectory(), "service-account.pem");
  const open = async (args: string[]) =>
    running(args, async (endpoint) => {
      const { data } = (
        await call(endpoint, keys, { action: "get", orgId, productKey: "8f7KmDED", requireSecret: "true" })
      ).json;
      const key = privateDecrypt(
        { key: readFileSync(file), oaepHash: "sha256" },
        Buffer.from(data.sessionKey, "base64"),
      );
      const sealed = Buffer.from(data.productSecret, "base64");
      const decipher = createDecipheriv("aes-256-cbc", key, sealed.subarray(0, 16));
      return `${decipher.update(sealed.subarray(16), undefined, "utf8")}${decipher.final("utf8")}`;
    });
  expect(await open(["--rsa-key", file])).toBe("demo-product-secret-1");
  const made = readFileSync(file, "utf8");
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await open(["--rsa-key", file])).toBe("demo-product-secret-1");
  expect(readFileSync(file, "utf8")).toBe(made);
});

test.each([
  ["no key", () => fileWith("no key"), /contains no RSA key in PEM$/],
  ["a directory", () => directory, /cannot be used \(EISDIR\)$/],
  ["a file in no directory", () => join(directory, "no", "such"), /cannot be used \(ENOENT\)$/],
])("--rsa-key refuses %s", async (_, file, message) => {
  await expect(runInProcess(emulate, ["--rsa-key", file()])).rejects.toThrow(message);
});

test("a signal ends it, open connections and delayed answers included", async () => {
  let ready: (text: string) => void = () => {};
  const output = new Promise<string>((resolve) => {
    ready = resolve;
  });
  const before = process.listenerCount("SIGTERM");
  const code = runCommand(emulate, ["--json"], { ...ofProcess, environment: {}, stdout: { write: ready } });
  const { endpoint } = JSON.parse(await output);
  await raw(`${endpoint}/_emu/faults`, { method: "POST", body: JSON.stringify({ delay: 3_600_000 }) });
  const slow = expect(raw(`${endpoint}/slow`)).rejects.toThrow();
  await until(async () => (await raw(`${endpoint}/_emu/faults`)).json.faults.length === 0);
  process.emit("SIGTERM");
  expect(await code).toBe(0);
  expect(process.listenerCount("SIGTERM")).toBe(before);
  await slow;
});

test.each([
  [["--port", "x"], "--port: expected a number from 0 to 65535"],
  [["--port", "65536"], "--port: expected a number from 0 to 65535"],
  [["--edition", "3"], '--edition: unknown value "3"; valid ones are 2.1-early, 2.1 and 2.4'],
  [
    ["--edition", "2.5"],
    '--edition: unknown value "2.5" (did you mean 2.1 or 2.4?); valid ones are 2.1-early, 2.1 and 2.4',
  ],
  [["--flavour", "x"], '--flavour: unknown value "x"; valid ones are alibaba and tuya'],
  [
    ["--platform", "enso"],
    `--platform: unknown value "enso" (did you mean enos?); valid ones are ${listed(platforms.map(({ name }) => name))}`,
  ],
  [["--shell", "powershel"], /^--shell: unknown value "powershel" \(did you mean powershell\?\); valid ones are sh, /],
  [["--sed", "x"], "unknown option --sed (did you mean --seed?)"],
  [["terraform", "plan"], "write a command after --: cdktf-connect emulate -- terraform plan"],
  [["--"], "no command stands after --"],
  [["--rsa-key", ""], "--rsa-key: it is empty; check the variable that it comes from"],
])("%j is a usage error", async (args, message) => {
  const failure = await failureOf(...args);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as Error).message).toMatch(message);
});

test("a seed that is missing, broken or misshapen is one error naming the file and the place", async () => {
  const failure = async (file: string) => (await failureOf("--seed", file)) as Problem;
  for (const file of ["/no/such/seed.json", directory])
    expect(await failure(file)).toMatchObject({ code: "file-unreadable", facts: { file } });
  for (const text of ['{"accounts":[\n\n{"secretKey":"canary",}]}', '{"accounts":\n[],\n"canary": canary}', "\n\n{"]) {
    const problem = await failure(fileWith(text));
    expect(problem).toMatchObject({ code: "file-invalid", facts: { line: 3 } });
    expect(problem.message).not.toContain("canary");
  }
  const file = fileWith('{"accounts":[],"products":[{"orgId":"o1"},\n{"orgId":5,"productKey":"P"}]}');
  const { code, problems } = await failure(file);
  expect(code).toBe("file-invalid");
  expect(problems.map(({ path, facts }) => [printPath(path), facts.line])).toEqual([
    ["products[0].productKey", 1],
    ["products[1].orgId", 2],
  ]);
});

test("a port in use is told with a way out", async () => {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await expect(runInProcess(emulate, ["--port", String(port)])).rejects.toThrow(
    `port ${port} of 127.0.0.1 is in use: choose another with --port, or omit --port for a free one`,
  );
  await new Promise((resolve) => server.close(resolve));
});

test("the help fits a screen", () => {
  const lines = helpOf("emulate", emulate).split("\n");
  expect(lines.length).toBeLessThanOrEqual(36);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});
