import { once } from "node:events";
import { connect } from "node:net";
import { startEmulator } from "../../../../src/emulator/enos/emulator";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { askToken, type CallOptions, call, get, hangUp, raw, search } from "../../../support/raw-enos";

const keys = { accessKey: "key-reader", secretKey: "secret-reader" };
const blind = { accessKey: "key-blind", secretKey: "secret-blind" };
const seed = {
  accounts: [
    { ...keys, orgIds: ["o1"] },
    { ...blind, orgIds: ["o1"], permissions: [] },
    { accessKey: "key-other", secretKey: "secret-other", orgIds: ["o2"] },
  ],
  products: [{ orgId: "o1", productKey: "P1", modelId: "M" }],
};
const query = { action: "get", orgId: "o1", productKey: "P1" };

let now = 0;
let emulator: Emulator;
let endpoint: string;
beforeEach(async () => {
  now = Date.now();
  emulator = await startEmulator({ seed, clock: () => now });
  endpoint = emulator.endpoint;
});
afterEach(async () => {
  hangUp();
  await emulator.close();
});

test("a call signed as documented is answered", async () => {
  const answer = await get(endpoint, keys, "o1", "P1");
  expect(answer.json).toMatchObject({ code: 0, msg: "OK", data: { orgId: "o1", productKey: "P1", modelId: "M" } });
  expect(answer.headers["x-request-id"]).toBe(answer.json.requestId);
});

const hour = 3_600_000;
const refused: [string, CallOptions, string][] = [
  ["no token", { headers: { "apim-accesstoken": undefined } }, "apim-accesstoken is missing"],
  ["no signature", { headers: { "apim-signature": undefined } }, "apim-signature is missing"],
  ["no timestamp", { headers: { "apim-timestamp": undefined } }, "apim-timestamp is missing"],
  ["an unknown token", { token: "f".repeat(64) }, "unknown access token"],
  ["a signature in capitals", { headers: { "apim-signature": "ABCDEF".repeat(11) } }, "signature mismatch"],
  ["a body changed after signing", { method: "POST", body: "{}", sentBody: "{ }" }, "signature mismatch"],
  ["a clock an hour behind", { timestamp: String(Date.now() - hour) }, "timestamp outside the accepted window"],
  ["a clock an hour ahead", { timestamp: String(Date.now() + hour) }, "timestamp outside the accepted window"],
  ["seconds for milliseconds", { timestamp: String(Date.now()).slice(0, 10) }, "timestamp outside the accepted window"],
  ["a timestamp in words", { timestamp: "now" }, "apim-timestamp is not a time in milliseconds"],
];
test.each(refused)("%s is a 401 of the gateway that names the cause", async (_title, options, cause) => {
  const answer = await call(endpoint, keys, query, options);
  expect(answer.status).toBe(401);
  expect(answer.json).toEqual({ message: `Invalid authentication credentials: ${cause}` });
  expect(answer.headers["x-emulator-cause"]).toBe(cause);
  expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("a wrong secret behind a right token is a signature mismatch", async () => {
  const token = (await askToken(endpoint, keys)).json.data.accessToken;
  const answer = await get(endpoint, { ...keys, secretKey: "guess" }, "o1", "P1", { token });
  expect([answer.status, answer.headers["x-emulator-cause"]]).toEqual([401, "signature mismatch"]);
});

test("a query changed after signing is a signature mismatch", async () => {
  const token = (await askToken(endpoint, keys)).json.data.accessToken;
  const signed = await call(endpoint, keys, { ...query, requireSecret: "false" }, { token });
  expect(signed.json.code).toBe(0);
  const headers = { "apim-accesstoken": token, "apim-signature": "0".repeat(64), "apim-timestamp": String(now) };
  const changed = await raw(`${endpoint}/connect-service/v2.4/products?action=get&orgId=o1&productKey=P2`, { headers });
  expect(changed.headers["x-emulator-cause"]).toBe("signature mismatch");
});

test("the clock may be off by the window and not by more, in either direction", async () => {
  const token = (await askToken(endpoint, keys)).json.data.accessToken;
  const at = async (offset: number) =>
    (await get(endpoint, keys, "o1", "P1", { token, timestamp: String(now + offset) })).status;
  expect([await at(300_000), await at(-300_000)]).toEqual([200, 200]);
  expect([await at(300_001), await at(-300_001)]).toEqual([401, 401]);
});

test("an expired token is a 401 and a new one is let through", async () => {
  const token = (await askToken(endpoint, keys)).json.data.accessToken;
  now += 7_200_000;
  const expired = await get(endpoint, keys, "o1", "P1", { token, timestamp: String(now) });
  expect([expired.status, expired.headers["x-emulator-cause"]]).toEqual([401, "access token expired"]);
  expect((await get(endpoint, keys, "o1", "P1", { timestamp: String(now) })).json.code).toBe(0);
});

const service: [string, Record<string, string>, typeof keys, number, string][] = [
  ["a missing action", { orgId: "o1" }, keys, 99400, "Invalid Argument action:action is missing"],
  ["an unknown action", { action: "fly", orgId: "o1" }, keys, 99400, "Invalid Argument action:action is not supported"],
  [
    "an inherited name as action",
    { action: "toString", orgId: "o1" },
    keys,
    99400,
    "Invalid Argument action:action is not supported",
  ],
  ["a missing organization", { action: "get" }, keys, 99400, "Invalid Argument orgId:orgId is missing"],
  ["an unknown organization", { ...query, orgId: "o9" }, keys, 99400, "Invalid Argument orgId:  orgId does not exist"],
  ["a foreign organization", { ...query, orgId: "o2" }, keys, 99403, "Denied resource:  orgId o2"],
  ["a missing permission", query, blind, 99403, "Denied resource:  Product:Read"],
  [
    "a missing product key",
    { action: "get", orgId: "o1" },
    keys,
    99400,
    "Invalid Argument productKey:productKey is missing",
  ],
  ["an unknown product", { ...query, productKey: "p1" }, keys, 11404, "Product cannot be found"],
];
test.each(service)("%s is refused in the envelope", async (_title, parameters, by, code, msg) => {
  const answer = await call(endpoint, by, parameters);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ code, msg, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), data: null });
});

test("an action called with another method is a 405", async () => {
  expect((await call(endpoint, keys, query, { method: "POST" })).status).toBe(405);
  expect((await call(endpoint, keys, { action: "search", orgId: "o1" }, { method: "GET" })).status).toBe(405);
  expect((await call(endpoint, keys, query, { method: "DELETE" })).json).toEqual({ message: "Method not allowed" });
});

test("values with spaces, signs and Chinese are signed decoded", async () => {
  const odd = "a b+c&d=é/产品%41";
  await emulator.reload({ ...seed, products: [{ orgId: "o1", productKey: odd }] });
  expect((await get(endpoint, keys, "o1", odd)).json.data.productKey).toBe(odd);
});

test("bodies that are no JSON, no struct or too long are refused", async () => {
  const send = (body: string | Buffer) => call(endpoint, keys, { action: "search", orgId: "o1" }, { body });
  for (const body of ["", "{", Buffer.from([0x22, 0xff, 0x22])]) {
    const answer = await send(body);
    expect([answer.status, answer.json]).toEqual([400, { message: "Cannot process request body" }]);
  }
  expect((await send("[]")).json.code).toBe(99400);
  const long = await send(`{"expression":"${"x".repeat(2 * 1024 * 1024)}"}`);
  expect([long.status, long.json]).toEqual([413, { message: "Request size limit exceeded" }]);
});

test("unknown paths are a 404 of the gateway", async () => {
  for (const path of ["/", "/connect-service/v2.3/products", "/connect-service/v2.4/products/", "/%ff?%ff"]) {
    const answer = await raw(endpoint + path);
    expect([answer.status, answer.json]).toEqual([404, { message: "no Route matched with those values" }]);
  }
});

test("garbage on the wire neither stops nor slows the next caller", async () => {
  const { port } = new URL(endpoint);
  for (const garbage of [
    "\0\xff\r\n\r\n",
    "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST /connect-service/v2.4/products HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
  ]) {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.on("error", () => {});
    socket.resume();
    socket.end(garbage);
    await once(socket, "close");
  }
  expect((await search(endpoint, keys, "o1", {})).json.data).toHaveLength(1);
});
