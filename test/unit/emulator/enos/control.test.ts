import { startEmulator } from "../../../../src/emulator/enos/emulator";
import type { Fault } from "../../../../src/emulator/shell/faults";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { pass, stopClock, until } from "../../../support/clock";
import { askToken, call, get, hangUp, raw, search } from "../../../support/raw-enos";

const keys = { accessKey: "key-one", secretKey: "canary-of-the-account" };
const accounts = [{ ...keys, orgIds: ["o1"] }];
const seedOf = (modelId: string) => ({
  accounts,
  products: [{ orgId: "o1", productKey: "P1", modelId, productSecret: "canary-of-the-product" }],
});

let emulator: Emulator;
let endpoint: string;
beforeEach(async () => {
  emulator = await startEmulator({ seed: seedOf("M1") });
  endpoint = emulator.endpoint;
});
afterEach(async () => {
  hangUp();
  await emulator.close();
});

const control = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  raw(`${endpoint}/_emu/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
const read = async () => (await get(endpoint, keys, "o1", "P1")).json.data.modelId;

test("the emulator says when it is ready and what it assumes", async () => {
  expect((await control("GET", "ready")).json).toEqual({ ready: true, platforms: ["enos"] });
  const { enos } = (await control("GET", "assumptions")).json;
  expect(enos.length).toBeGreaterThan(20);
  expect(new Set(enos.map(({ id }: { id: string }) => id)).size).toBe(enos.length);
  for (const { id, what, why } of enos) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(`${what}${why}`).toMatch(/\.$/);
  }
});

test("a reload is seen at once, a stale fault sees the state before it, a reset goes back to the start", async () => {
  expect(await read()).toBe("M1");
  emulator.faults.add({ match: { action: "get" }, stale: true });
  expect(await read()).toBe("M1");
  expect((await control("PUT", "seed", { ...seedOf("M2"), aliyn: {} })).json).toEqual({ ok: true, unread: ["aliyn"] });
  expect(await read()).toBe("M2");
  emulator.faults.add({ match: { action: "get" }, stale: true });
  expect(await read()).toBe("M1");
  expect(await read()).toBe("M2");
  const { accessToken } = (await askToken(endpoint, keys)).json.data;
  expect((await control("POST", "reset")).json).toEqual({ ok: true });
  expect(await read()).toBe("M1");
  expect((await askToken(endpoint, keys)).json.data.accessToken).not.toBe(accessToken);
});

test("tokens outlive a reload", async () => {
  const token = (await askToken(endpoint, keys)).json.data.accessToken;
  emulator.reload(seedOf("M2"));
  expect((await get(endpoint, keys, "o1", "P1", { token })).json.code).toBe(0);
});

test("what the caller does to its seed later is not seen", async () => {
  const seed = seedOf("M2");
  emulator.reload(seed);
  (seed.products[0] as { modelId: string }).modelId = "M3";
  expect(await read()).toBe("M2");
});

test("a seed that does not fit is refused with every flaw and changes nothing", async () => {
  const answer = await control("PUT", "seed", { accounts, products: [{ orgId: "o1", productKey: null, modelId: 7 }] });
  expect(answer.status).toBe(400);
  expect(answer.json.errors).toEqual([
    "products[0].productKey: expected a string, found null.",
    "products[0].modelId: expected a string, found a number.",
  ]);
  expect((await raw(`${endpoint}/_emu/seed`, { method: "PUT", body: "{" })).status).toBe(400);
  expect(await read()).toBe("M1");
});

test("a fault strikes what it matches, as often as it was told", async () => {
  emulator.faults.add({ match: { action: "get", path: "/connect-service" }, times: 2, status: 503, retryAfter: 7 });
  expect((await search(endpoint, keys, "o1", {})).status).toBe(200);
  const struck = await get(endpoint, keys, "o1", "P1");
  expect([struck.status, struck.json, struck.headers["retry-after"]]).toEqual([
    503,
    { message: "Service unavailable" },
    "7",
  ]);
  expect(emulator.faults.left).toMatchObject([{ times: 1 }]);
  expect((await get(endpoint, keys, "o1", "P1")).status).toBe(503);
  expect((await get(endpoint, keys, "o1", "P1")).status).toBe(200);
});

test("a code is answered in the envelope of the service it strikes", async () => {
  await control("POST", "faults", [
    { match: { action: "token/get" }, code: 1005 },
    { match: { action: "get" }, code: 99500 },
  ]);
  expect((await askToken(endpoint, keys)).json).toMatchObject({ status: 1005, business: "apim-token-service" });
  expect((await get(endpoint, keys, "o1", "P1")).json).toMatchObject({
    code: 99500,
    msg: " Internal Server Error",
    data: null,
  });
});

const token = async () => ({ token: (await askToken(endpoint, keys)).json.data.accessToken });
const strike = async (fault: Fault) => {
  const options = await token();
  emulator.faults.add(fault);
  return get(endpoint, keys, "o1", "P1", options);
};

/** A read whose answer is delayed, when it has reached the emulator. */
async function slowRead(delay: number) {
  const options = await token();
  emulator.faults.add({ delay });
  const answer = get(endpoint, keys, "o1", "P1", options);
  await until(() => emulator.faults.left.length === 0);
  return { answer, options };
}

test("an answer can be delayed", async () => {
  stopClock();
  const { answer, options } = await slowRead(60_000);
  const order: string[] = [];
  const slow = answer.then(({ json }) => order.push(`slow: ${json.code}`));
  await pass(59_999);
  order.push(`quick: ${(await get(endpoint, keys, "o1", "P1", options)).json.code}`);
  await pass(1);
  await slow;
  expect(order).toEqual(["quick: 0", "slow: 0"]);
});

test("an answer can be cut, reset or replaced by a page for people", async () => {
  await expect(strike({ truncate: 20 })).rejects.toThrow("aborted");
  await expect(strike({ truncate: 1_000_000 })).rejects.toThrow("aborted");
  await expect(strike({ reset: true })).rejects.toThrow(/ECONNRESET|hang up/);
  const page = await strike({ status: 502, body: "<html>Bad gateway</html>" });
  expect([page.status, page.text, page.headers["content-type"]]).toEqual([
    502,
    "<html>Bad gateway</html>",
    "text/html;charset=UTF-8",
  ]);
  expect((await strike({ body: "<html></html>" })).status).toBe(200);
  expect(await read()).toBe("M1");
});

test("closing does not wait for a delayed answer", async () => {
  stopClock();
  const slow = expect((await slowRead(60_000)).answer).rejects.toThrow();
  await emulator.close();
  await slow;
});

test.each([
  [
    {},
    "it has no effect; the effects are reset, truncate, bandwidth, lengthError, connection, encoding, list, duplicateKey, depth, size, contentType, stale, expireToken, code, echo, body, status, delay.",
  ],
  [{ delay: 0.5 }, "delay: expected an integer, zero or more, found a fractional number."],
  [{ status: 42 }, "status: expected an HTTP status from 100 to 599, found a number."],
  [{ status: 500, reset: true }, "it has reset and status; a fault has one effect."],
  [{ stauts: 500, delay: 1 }, "stauts: unknown member (did you mean status?)."],
  [{ status: 500, times: 0 }, 'times: expected a positive integer or "always", found a number.'],
  [{ status: 500, match: "get" }, "match: expected an object, found a string."],
  [{ status: 500, match: { acton: "get" } }, "match.acton: unknown member (did you mean action?)."],
  [
    { list: {} },
    "list: it has no effect; the effects are shift, extraRows, repeatPage, total, totalError, staleTotal.",
  ],
  [{ list: { total: 3, staleTotal: true } }, "list.staleTotal: it excludes total."],
  [{ list: { shift: 0 } }, "list.shift: expected an integer other than zero, found a number."],
  [{ status: 500, probability: 2 }, "probability: expected a number above 0, up to 1, found a number."],
  [
    { connection: "slow" },
    "connection: expected one of silent, empty, endless, malformed-chunk, random-data, found a string.",
  ],
  ["slow", "expected an object, found a string."],
])("%j is no fault", async (fault, problem) => {
  const answer = await control("POST", "faults", fault);
  expect([answer.status, answer.json.errors]).toEqual([400, [problem]]);
  expect((await control("GET", "faults")).json).toEqual({ faults: [] });
});

test("faults are taken back", async () => {
  await control("POST", "faults", { status: 500, times: 9 });
  await control("DELETE", "faults");
  expect(await read()).toBe("M1");
});

test("control requests are taken from loopback names alone", async () => {
  const status = async (headers: Record<string, string>) => (await control("POST", "reset", undefined, headers)).status;
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ host: "localhost:80" })).toBe(200);
  expect(await status({ host: "[::1]" })).toBe(200);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
  expect(await status({ origin: "http://localhost:3000" })).toBe(200);
  expect((await control("GET", "nothing")).status).toBe(404);
});

test("the journal tells what was asked and how it ended", async () => {
  await get(endpoint, keys, "o1", "P1");
  await call(endpoint, keys, { action: "get", orgId: "o1", productKey: "P9" });
  await get(endpoint, keys, "o1", "P1", { token: "f".repeat(64) });
  emulator.faults.add({ match: { action: "get" }, reset: true });
  await expect(get(endpoint, keys, "o1", "P1")).rejects.toThrow();
  await raw(`${endpoint}/nowhere?word=1`);
  const { total, entries } = (await control("GET", "journal")).json;
  expect(total).toBe(8);
  const told = entries.map(({ action, status, code, cause, fault }: Record<string, unknown>) => [
    action,
    status,
    code,
    cause,
    fault,
  ]);
  expect(told).toEqual([
    ["token/get", 200, 0, null, null],
    ["get", 200, 0, null, null],
    ["token/get", 200, 0, null, null],
    ["get", 200, 11404, "Product cannot be found", null],
    ["get", 401, null, "unknown access token", null],
    ["token/get", 200, 0, null, null],
    ["get", null, null, null, "reset"],
    [null, 404, null, "no such path", null],
  ]);
  expect(entries[1]).toMatchObject({
    method: "GET",
    path: "/connect-service/v2.4/products",
    query: { action: "get", orgId: "o1", productKey: "P1" },
  });
  expect(entries[7].query).toEqual({ word: "[hidden]" });
});

test("the journal keeps the last thousand and counts all", async () => {
  for (let batch = 0; batch < 11; batch++) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => raw(`${endpoint}/${batch * 100 + index}`)));
  }
  expect(emulator.journal.total).toBe(1100);
  expect(emulator.journal.entries).toHaveLength(1000);
  expect(new Set(emulator.journal.entries.map(({ path }) => path)).size).toBe(1000);
  await control("DELETE", "journal");
  expect(emulator.journal.entries).toEqual([]);
});

test("no token, secret or signature reaches the journal, wherever a client puts them", async () => {
  const options = await token();
  await get(endpoint, keys, "o1", "P1", options);
  await get(endpoint, keys, "o1", "P1", { version: "v2.1" });
  await search(endpoint, keys, "o1", { expression: `modelId='${keys.secretKey}'` });
  await search(endpoint, keys, "o1", { expression: keys.secretKey });
  await get(endpoint, keys, keys.secretKey, options.token);
  await call(endpoint, keys, { action: keys.secretKey, orgId: "o1", secret: "canary-in-a-parameter" });
  await raw(`${endpoint}/connect-service/${keys.secretKey}/${options.token}?${options.token}=1`);
  await raw(`${endpoint}/${keys.secretKey}?${keys.secretKey}`);
  await askToken(endpoint, { ...keys, secretKey: "canary-wrong" });
  const text = JSON.stringify(emulator.journal.entries);
  expect(emulator.journal.entries.length).toBeGreaterThan(10);
  expect(text).not.toContain("canary");
  expect(text).not.toMatch(/[0-9a-f]{64}/);
});
