import { startEmulator } from "../../../../src/emulator/enos/emulator";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { askToken, call, hangUp, raw, sha256 } from "../../../support/raw-enos";

const keys = { accessKey: "key-one", secretKey: "secret-one" };
const other = { accessKey: "key-two", secretKey: "secret-two" };
const account = (of: typeof keys) => ({ ...of, orgIds: ["o1"] });
const seed = { accounts: [account(keys), account(other)], products: [{ orgId: "o1", productKey: "P1" }] };

let now = 0;
let emulator: Emulator;
beforeEach(async () => {
  now = 1_700_000_000_000;
  emulator = await startEmulator({ seed, clock: () => now, tokenLifetime: 7200 });
});
afterEach(async () => {
  hangUp();
  await emulator.close();
});

test("a token is 64 hex characters in the token service's own envelope", async () => {
  const answer = await askToken(emulator.endpoint, keys);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    status: 0,
    msg: "SUCCESS",
    business: "apim-token-service",
    data: { accessToken: expect.stringMatching(/^[0-9a-f]{64}$/), expire: 7200 },
  });
});

test("the timestamp may be a number or a string", async () => {
  const encryption = sha256(keys.accessKey, "1700000000123", keys.secretKey);
  const answer = await askToken(emulator.endpoint, keys, { timestamp: 1_700_000_000_123, encryption });
  expect(answer.json.status).toBe(0);
});

test("a repeated request gets the same live token and what is left of its life", async () => {
  const first = await askToken(emulator.endpoint, keys);
  now += 1_000_500;
  const second = await askToken(emulator.endpoint, keys);
  expect(second.json.data).toEqual({ accessToken: first.json.data.accessToken, expire: 6199 });
  const stranger = await askToken(emulator.endpoint, other);
  expect(stranger.json.data.accessToken).not.toBe(first.json.data.accessToken);
});

test("after expiry a new token is handed out", async () => {
  const first = await askToken(emulator.endpoint, keys);
  now += 7_200_000;
  const second = await askToken(emulator.endpoint, keys);
  expect(second.json.data.accessToken).not.toBe(first.json.data.accessToken);
  expect(second.json.data.expire).toBe(7200);
});

const wrong: [string, object, number][] = [
  ["an unknown key is 1002", { appKey: "nobody" }, 1002],
  ["an encryption made with another secret is 1003", { encryption: sha256("wrong") }, 1003],
  ["an encryption in capitals is 1003", { encryption: sha256("wrong").toUpperCase() }, 1003],
  ["an encryption that is not a string is 1004", { encryption: 7 }, 1004],
  ["a timestamp that is no number is 1004", { timestamp: "soon" }, 1004],
  ["a fractional timestamp is 1004", { timestamp: 1.5 }, 1004],
  ["a missing key is 1202", { appKey: undefined }, 1202],
  ["an empty encryption is 1202", { encryption: "" }, 1202],
  ["a timestamp of null is 1202", { timestamp: null }, 1202],
];
test.each(wrong)("%s", async (_title, fields, status) => {
  const answer = await askToken(emulator.endpoint, keys, fields);
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ status, business: "apim-token-service", data: null });
  expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("the same encryption a second time is 1001", async () => {
  const timestamp = "1700000000777";
  const encryption = sha256(keys.accessKey, timestamp, keys.secretKey);
  expect((await askToken(emulator.endpoint, keys, { timestamp, encryption })).json.status).toBe(0);
  expect((await askToken(emulator.endpoint, keys, { timestamp, encryption })).json.status).toBe(1001);
});

test("a refresh hands out a new token and ends the old one", async () => {
  const old = (await askToken(emulator.endpoint, keys)).json.data.accessToken;
  const fresh = await askToken(emulator.endpoint, keys, { accessToken: old }, "refresh");
  expect(fresh.json).toMatchObject({ status: 0, data: { expire: 7200 } });
  const query = { action: "get", orgId: "o1", productKey: "P1" };
  const timestamp = String(now);
  expect((await call(emulator.endpoint, keys, query, { token: old, timestamp })).status).toBe(401);
  const token = fresh.json.data.accessToken;
  expect((await call(emulator.endpoint, keys, query, { token, timestamp })).json.code).toBe(0);
  expect((await askToken(emulator.endpoint, keys)).json.data.accessToken).toBe(token);
});

test("a refresh is refused for an expired, a foreign, an unknown and a missing token", async () => {
  const refresh = async (accessToken: unknown) =>
    (await askToken(emulator.endpoint, keys, { accessToken }, "refresh")).json.status;
  const own = (await askToken(emulator.endpoint, keys)).json.data.accessToken;
  expect(await refresh((await askToken(emulator.endpoint, other)).json.data.accessToken)).toBe(1204);
  expect(await refresh("0".repeat(64))).toBe(1204);
  expect(await refresh(undefined)).toBe(1202);
  expect(await refresh(5)).toBe(1004);
  now += 7_200_000;
  expect(await refresh(own)).toBe(1203);
});

test("a token request that is not JSON, not POST or not an object is refused", async () => {
  const url = `${emulator.endpoint}/apim-token-service/v2.0/token/get`;
  const broken = await raw(url, { method: "POST", body: "{" });
  expect([broken.status, broken.json]).toEqual([400, { message: "Cannot process request body" }]);
  expect((await raw(url)).status).toBe(405);
  expect((await raw(url, { method: "POST", body: "[]" })).json.status).toBe(1004);
  expect((await raw(`${emulator.endpoint}/apim-token-service/v2.1/token/get`, { method: "POST" })).status).toBe(404);
});
