import { aliyunEmulator, startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import { enosEmulator } from "../../../../src/emulator/enos/emulator";
import type { Fault } from "../../../../src/emulator/shell/faults";
import { type Emulator, serveEmulators } from "../../../../src/emulator/shell/serve";
import { acs3, queryProduct, queryProductList, rpc } from "../../../support/raw-aliyun";
import { get, hangUp, raw } from "../../../support/raw-enos";

const keys = { accessKeyId: "key-one", accessKeySecret: "canary-of-the-account" };
const temporary = { accessKeyId: "key-two", accessKeySecret: "canary-of-the-role", securityToken: "canary-token" };
const accounts = [keys, temporary];
const seedOf = (ProductName: string) => ({
  aliyun: { accounts, products: [{ ProductKey: "P1", ProductName, ProductSecret: "canary-of-the-product" }] },
});

let now = Date.now();
let emulator: Emulator;
let endpoint: string;
beforeEach(async () => {
  now = Math.floor(Date.now() / 1000) * 1000;
  emulator = await startAliyunEmulator({ seed: seedOf("N1"), clock: () => now });
  endpoint = emulator.endpoint;
});
afterEach(async () => {
  hangUp();
  await emulator.close();
});

const read = async () => (await queryProduct(endpoint, keys, "P1")).json.Data.ProductName;

test("the emulator says what it assumes", async () => {
  expect((await raw(`${endpoint}/_emu/ready`)).json).toEqual({ ready: true, platforms: ["aliyun"] });
  const { aliyun } = (await raw(`${endpoint}/_emu/assumptions`)).json;
  expect(aliyun.length).toBeGreaterThan(20);
  expect(new Set(aliyun.map(({ id }: { id: string }) => id)).size).toBe(aliyun.length);
  for (const { id, what, why } of aliyun) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(`${what}${why}`).toMatch(/\.$/);
  }
});

test("a reload is seen at once, a stale fault sees the state before it, a reset goes back to the start", async () => {
  emulator.reload(seedOf("N2"));
  expect(await read()).toBe("N2");
  emulator.faults.add({ match: { action: "QueryProduct" }, stale: true });
  expect(await read()).toBe("N1");
  expect(await read()).toBe("N2");
  emulator.reset();
  emulator.faults.add({ match: { action: "QueryProduct" }, stale: true });
  expect(await read()).toBe("N1");
});

test("the flavour is the option's, else the seed's, else alibaba", async () => {
  const hasCode = async (at: string) => "Code" in (await queryProduct(at, keys, "P1")).json;
  expect(await hasCode(endpoint)).toBe(false);
  const tuya = { aliyun: { ...seedOf("N1").aliyun, flavour: "tuya" } };
  emulator.reload(tuya);
  expect(await hasCode(endpoint)).toBe(true);
  const named = await startAliyunEmulator({ seed: tuya, flavour: "alibaba", clock: () => now });
  expect(await hasCode(named.endpoint)).toBe(false);
  await named.close();
});

test("answers carry the emulator's time", async () => {
  now += 60_000;
  expect((await queryProduct(endpoint, keys, "P1")).headers.date).toBe(new Date(now).toUTCString());
});

const strike = (fault: Fault) => {
  emulator.faults.add({ match: { action: "QueryProduct" }, ...fault });
  return queryProduct(endpoint, keys, "P1");
};

test("a code of the service is answered in its envelope, one of the gateway with its status", async () => {
  const service = await strike({ code: "iot.system.SystemException" });
  expect([service.status, service.json]).toEqual([
    200,
    {
      RequestId: expect.any(String),
      Success: false,
      Code: "iot.system.SystemException",
      ErrorMessage: "System exception",
    },
  ]);
  const told = await strike({ code: "Iot.system.BillIsOverDue", message: "Pay" });
  expect(told.json).toMatchObject({ Success: false, Code: "Iot.system.BillIsOverDue", ErrorMessage: "Pay" });
  for (const [code, status] of [
    ["Throttling.User", 400],
    ["InvalidAccessKeyId.NotFound", 404],
    ["InvalidAccessKeyId.Inactive", 400],
    ["ServiceUnavailable", 503],
    ["InternalError", 500],
    ["SomethingNew", 400],
  ] as const) {
    const answer = await strike({ code });
    expect([answer.status, answer.json.Code, Object.keys(answer.json)]).toEqual([
      status,
      code,
      ["RequestId", "HostId", "Code", "Message", "Recommend"],
    ]);
  }
  expect((await strike({ code: 42 })).json.Code).toBe("42");
});

test("a status is answered with the gateway's code for it", async () => {
  const code = async (status: number) => {
    const answer = await strike({ status });
    return [answer.status, answer.json.Code];
  };
  expect(await code(503)).toEqual([503, "ServiceUnavailable"]);
  expect(await code(429)).toEqual([429, "Throttling"]);
  expect(await code(502)).toEqual([502, "UnknownError"]);
});

test("a fault strikes the operation it names, wherever the request says which that is", async () => {
  emulator.faults.add({ match: { action: "QueryProductList" }, times: 3, status: 500 });
  expect(await read()).toBe("N1");
  expect((await queryProductList(endpoint, keys, 1, 1)).status).toBe(500);
  const list = { Action: "QueryProductList", CurrentPage: 1, PageSize: 1 };
  expect((await rpc(endpoint, keys, list, { method: "POST", place: "form" })).status).toBe(500);
  expect((await acs3(endpoint, keys, "QueryProductList", { query: { CurrentPage: 1, PageSize: 1 } })).status).toBe(500);
  expect(emulator.faults.left).toEqual([]);
});

test("an answer can be cut, reset or replaced by a page for people", async () => {
  await expect(strike({ truncate: 20 })).rejects.toThrow("aborted");
  await expect(strike({ reset: true })).rejects.toThrow(/ECONNRESET|hang up/);
  expect((await strike({ status: 502, body: "<html>Bad gateway</html>" })).text).toBe("<html>Bad gateway</html>");
});

const throttled = async (calls: number, one: () => Promise<{ status: number }>) => {
  const statuses = await Promise.all(Array.from({ length: calls }, one));
  return statuses.filter(({ status }) => status === 400).length;
};

test("fifty calls a second are let through per operation, whichever key makes them", async () => {
  expect(await throttled(30, () => queryProduct(endpoint, keys, "P1"))).toBe(0);
  expect(await throttled(30, () => queryProduct(endpoint, temporary, "P1"))).toBe(10);
  expect(await throttled(50, () => queryProductList(endpoint, keys, 1, 10))).toBe(0);
  const refused = await queryProductList(endpoint, keys, 1, 10);
  expect(refused.json).toMatchObject({
    Code: "Throttling.User",
    Message: "Request was denied due to user flow control.",
  });
  expect(refused.headers["x-acs-retry-after"]).toBeUndefined();
  now += 1000;
  expect((await queryProductList(endpoint, keys, 1, 10)).status).toBe(200);
});

test("calls that are refused before do not count", async () => {
  const guess = { ...keys, accessKeySecret: "guess" };
  await Promise.all(Array.from({ length: 60 }, () => queryProduct(endpoint, guess, "P1")));
  expect((await queryProduct(endpoint, keys, "P1")).status).toBe(200);
});

test("two calls a second are let through that reach as deep as a hundred thousand rows", async () => {
  expect(await throttled(5, () => queryProductList(endpoint, keys, 500, 200))).toBe(3);
  expect(await throttled(5, () => queryProductList(endpoint, keys, 499, 200))).toBe(0);
});

test("the limits can be switched off, and tuya has none", async () => {
  const free = await startAliyunEmulator({ seed: seedOf("N1"), throttling: false, clock: () => now });
  expect(await throttled(60, () => queryProduct(free.endpoint, keys, "P1"))).toBe(0);
  await free.close();
  const tuya = await startAliyunEmulator({ seed: seedOf("N1"), flavour: "tuya", clock: () => now });
  expect(await throttled(60, () => queryProduct(tuya.endpoint, keys, "P1"))).toBe(0);
  await tuya.close();
});

test("a reset gives calls and nonces back", async () => {
  expect(await throttled(51, () => queryProduct(endpoint, keys, "P1"))).toBe(1);
  emulator.reset();
  expect(await read()).toBe("N1");
});

test("the journal tells what was asked and how it ended, without keys, tokens, secrets and signatures", async () => {
  await queryProduct(endpoint, keys, "P1");
  await queryProduct(endpoint, temporary, "P9");
  await queryProduct(endpoint, { ...keys, accessKeySecret: "canary-wrong" }, "P1");
  await rpc(endpoint, keys, { Action: "QueryProduct", ProductKey: "P1" }, { method: "POST", place: "form" });
  await acs3(endpoint, temporary, "QueryProduct", { query: { ProductKey: "P1" } });
  for (const secret of [keys.accessKeySecret, temporary.securityToken, "canary-of-the-product"]) {
    await queryProduct(endpoint, keys, secret, { [secret]: 1, Action: secret });
  }
  const entries = emulator.journal.entries;
  expect(entries.slice(0, 5).map(({ action, status, code, cause }) => [action, status, code, cause])).toEqual([
    ["QueryProduct", 200, null, null],
    ["QueryProduct", 200, "iot.prod.NotExistedProduct", "The product does not exist."],
    ["QueryProduct", 400, "SignatureDoesNotMatch", "signature mismatch"],
    ["QueryProduct", 200, null, null],
    ["QueryProduct", 200, null, null],
  ]);
  expect(entries[0]?.query).toMatchObject({
    Action: "QueryProduct",
    ProductKey: "P1",
    AccessKeyId: "[hidden]",
    Signature: "[hidden]",
    SignatureNonce: "[hidden]",
  });
  const text = JSON.stringify(entries);
  expect(text).not.toContain("canary");
  expect(text).not.toContain("key-");
});

test("one port serves both platforms from one seed", async () => {
  const enos = { accessKey: "k", secretKey: "s" };
  const seed = {
    accounts: [{ ...enos, orgIds: ["o1"] }],
    products: [{ orgId: "o1", productKey: "E1" }],
    ...seedOf("N1"),
  };
  const both = await serveEmulators({ platforms: [enosEmulator(), aliyunEmulator()], seed });
  expect((await get(both.endpoint, enos, "o1", "E1")).json.data.productKey).toBe("E1");
  expect((await queryProduct(both.endpoint, keys, "P1")).json.Data.ProductName).toBe("N1");
  expect((await raw(`${both.endpoint}/_emu/ready`)).json.platforms).toEqual(["enos", "aliyun"]);
  both.reload({ aliyun: seedOf("N2").aliyun });
  expect((await queryProduct(both.endpoint, keys, "P1")).json.Data.ProductName).toBe("N2");
  await both.close();
});
