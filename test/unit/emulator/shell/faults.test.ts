import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { aliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import { enosEmulator } from "../../../../src/emulator/enos/emulator";
import type { Fault } from "../../../../src/emulator/shell/faults";
import { type Emulator, serveEmulators } from "../../../../src/emulator/shell/serve";
import { until } from "../../../support/clock";
import { aliyunSide, enosSide } from "../../../support/drift";
import { account } from "../../../support/enos";
import { queryProduct, queryProductList } from "../../../support/raw-aliyun";
import { askToken, get, hangUp, raw, search } from "../../../support/raw-enos";

const keys = { accessKeyId: "canary-access-key-id", accessKeySecret: "canary-access-key-secret" };
/** Newest first. */
const products = ["e", "d", "c", "b", "a"].map((key) => ({ key }));
const seedOf = (count: number) => ({
  ...enosSide.seed(products.slice(0, count)),
  ...aliyunSide.seed(products.slice(0, count)),
});

let emulator: Emulator;
beforeEach(async () => {
  emulator = await serveEmulators({ platforms: [enosEmulator(), aliyunEmulator()], seed: seedOf(5) });
});
afterEach(async () => {
  hangUp();
  await emulator.close();
});

/** A list of two rows per page, as each platform sends it. */
const platforms = {
  enos: {
    listed: "search",
    page: async (pageNo: number) => {
      const { json } = await search(emulator.endpoint, account, "o1", { pagination: { pageNo, pageSize: 2 } });
      const keysOf = json.data.map(({ productKey }: { productKey: string }) => productKey).join("");
      return [keysOf, json.pagination.totalSize];
    },
    get: (productKey: string) => get(emulator.endpoint, account, "o1", productKey),
  },
  aliyun: {
    listed: "QueryProductList",
    page: async (pageNo: number) => {
      const { json } = await queryProductList(emulator.endpoint, keys, pageNo, 2, { Format: "JSON" });
      const { Total, List } = json.Data;
      return [List.ProductInfo.map(({ ProductKey }: { ProductKey: string }) => ProductKey).join(""), Total];
    },
    get: (productKey: string) => queryProduct(emulator.endpoint, keys, productKey, { Format: "JSON" }),
  },
};

describe.each(Object.entries(platforms))("of %s", (_, { listed, page, get }) => {
  test.each<[string, Fault["list"], unknown[], unknown[]]>([
    ["rows shifted by an insertion", { shift: 1, totalError: 1 }, ["e", 6], ["dc", 6]],
    ["rows shifted by a deletion", { shift: -1, totalError: -1 }, ["dc", 4], ["ba", 4]],
    ["rows of the next page", { extraRows: 1 }, ["edc", 5], ["cba", 5]],
    ["the first page again", { repeatPage: true }, ["ed", 5], ["ed", 5]],
    ["another total", { total: 0 }, ["ed", 0], ["cb", 0]],
    ["a total in words", { total: "many" }, ["ed", "many"], ["cb", "many"]],
    ["no total", { total: null }, ["ed", null], ["cb", null]],
    ["a total that is off", { totalError: -9 }, ["ed", -4], ["cb", -4]],
  ])("a list can have %s", async (_, list, first, second) => {
    emulator.faults.add({ list, times: 2 });
    await get("a");
    expect([await page(1), await page(2)]).toEqual([first, second]);
    expect([await page(1), await page(2), await page(3)]).toEqual([
      ["ed", 5],
      ["cb", 5],
      ["a", 5],
    ]);
  });

  test("a list can have the total from before the last change", async () => {
    emulator.reload(seedOf(3));
    emulator.faults.add({ list: { staleTotal: true } });
    expect([await page(1), await page(1)]).toEqual([
      ["ed", 5],
      ["ed", 3],
    ]);
  });

  test("a fault strikes from the n-th request on, for a time or always", async () => {
    emulator.faults.add({ match: { action: listed }, after: 2, times: 2, list: { total: 7 } });
    const totals = async () => (await page(1))[1];
    expect([await totals(), await totals(), await totals()]).toEqual([5, 5, 7]);
    expect(emulator.faults.left).toEqual([
      { match: { action: listed }, times: 1, list: { total: 7 }, after: undefined },
    ]);
    expect([await totals(), await totals()]).toEqual([7, 5]);
    emulator.faults.add({ list: { total: 8 }, times: "always" });
    expect([await totals(), await totals(), await totals()]).toEqual([8, 8, 8]);
    expect(emulator.faults.left).toMatchObject([{ times: "always" }]);
  });

  test("an answer can be deep and still right", async () => {
    emulator.faults.add({ match: { action: listed === "search" ? "get" : "QueryProduct" }, depth: 20_000 });
    const { text, json } = await get("a");
    expect(text.startsWith(`{"nested":${"[".repeat(20_000)}`)).toBe(true);
    expect(JSON.stringify(json.data ?? json.Data)).toContain("name of a");
  });

  test("a status below 200 comes before the answer", async () => {
    const action = listed === "search" ? "get" : "QueryProduct";
    emulator.faults.add({ match: { action }, status: 103 });
    expect((await get("a")).status).toBe(200);
    expect(emulator.journal.entries.at(-1)).toMatchObject({ status: 200, fault: "status" });
  });
});

test("a member of any type can appear twice", async () => {
  emulator.faults.add(
    ...["modelId", "createTime", "biDirectionalAuth"].map((duplicateKey) => ({
      match: { action: "get" },
      duplicateKey,
    })),
  );
  const text = async () => (await platforms.enos.get("a")).text;
  expect(await text()).toContain('"modelId":"M","modelId":"another M"');
  expect(await text()).toMatch(/"createTime":1600000000097,"createTime":1600000000098/);
  expect(await text()).toContain('"biDirectionalAuth":false,"biDirectionalAuth":true');
  emulator.faults.add({ match: { action: "QueryProduct" }, duplicateKey: "ProductName" });
  expect((await platforms.aliyun.get("a")).text).toContain(
    '"ProductName":"name of a","ProductName":"another name of a"',
  );
});

test("a token expires for good, an access key for one request", async () => {
  const { accessToken } = (await askToken(emulator.endpoint, account)).json.data;
  emulator.faults.add({ match: { action: "get" }, expireToken: true });
  const read = async () => (await get(emulator.endpoint, account, "o1", "a", { token: accessToken })).json;
  expect(await read()).toEqual({ message: "Invalid authentication credentials: access token expired" });
  expect((await read()).message).toContain("access token expired");
  expect((await askToken(emulator.endpoint, account)).json.data.accessToken).not.toBe(accessToken);
  emulator.faults.add({ match: { action: "QueryProduct" }, expireToken: true });
  expect((await platforms.aliyun.get("a")).json).toMatchObject({ Code: "InvalidSecurityToken.Expired" });
  expect((await platforms.aliyun.get("a")).json.Success).toBe(true);
});

test("an answer can repeat the request with its secrets, which the journal does not", async () => {
  const read = async (fault: Fault) => {
    emulator.faults.add({ match: { action: "get" }, ...fault });
    return platforms.enos.get("a");
  };
  const page = await read({ echo: true, status: 502 });
  expect([page.status, page.text]).toEqual([502, expect.stringMatching(/apim-accesstoken: [0-9a-f]{64}\n/)]);
  const refusal = await read({ echo: true, code: 99500 });
  expect(refusal.json.msg).toMatch(/apim-signature: [0-9a-f]{64}\n/);
  expect(JSON.stringify([refusal.headers, emulator.journal.entries])).not.toMatch(/[0-9a-f]{64}/);
  emulator.faults.add({ match: { action: "QueryProduct" }, echo: true, code: "iot.system.SystemException" });
  expect((await platforms.aliyun.get("a")).json.ErrorMessage).toMatch(/Signature=/);
});

test("a probability strikes some requests, the same in each run", async () => {
  const struck = async (seed: number) => {
    emulator.faults.clear();
    emulator.faults.add({ probability: 0.3, seed, status: 503, times: "always" });
    const statuses: number[] = [];
    for (let count = 0; count < 40; count++) statuses.push((await raw(`${emulator.endpoint}/x`)).status);
    return statuses.map((status) => Number(status === 503));
  };
  const [first, again, other] = [await struck(7), await struck(7), await struck(8)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  const hits = first.filter(Boolean).length;
  expect(hits).toBeGreaterThan(4);
  expect(hits).toBeLessThan(22);
});

test("faults of the start strike again after a reset", async () => {
  const faults = [{ status: 503 }];
  const other = await serveEmulators({ platforms: [enosEmulator()], seed: seedOf(1), faults });
  const status = async () => (await raw(`${other.endpoint}/x`)).status;
  expect([await status(), await status()]).toEqual([503, 404]);
  other.reset();
  expect([await status(), await status()]).toEqual([503, 404]);
  await other.close();
});

/** What comes over a socket, so far. */
function listening(fault: Fault) {
  emulator.faults.add(fault);
  const state = { bytes: Buffer.alloc(0), isOpen: true };
  const socket = connect(Number(new URL(emulator.endpoint).port), "127.0.0.1");
  socket.on("data", (data) => {
    state.bytes = Buffer.concat([state.bytes, data]);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    state.isOpen = false;
  });
  socket.write("GET /x HTTP/1.1\r\nhost: localhost\r\n\r\n");
  return {
    state,
    text: () => state.bytes.toString("latin1"),
    body: () => state.bytes.subarray(state.bytes.indexOf("\r\n\r\n") + 4),
    end: () => socket.destroy(),
  };
}

const right = '{"message":"no Route matched with those values"}';

describe("on a bad connection", () => {
  test("an answer can come slowly", async () => {
    const { state, body, end } = listening({ bandwidth: 200 });
    await until(() => body().length > 0);
    expect(body().length).toBeLessThan(right.length);
    await until(() => body().toString() === right);
    expect(state.isOpen).toBe(true);
    end();
  });

  test.each([100, -10])("an answer can have a wrong length (%i)", async (lengthError) => {
    const { state, text, body, end } = listening({ lengthError });
    await until(() => body().toString() === right);
    expect(text()).toMatch(new RegExp(`content-length: ${right.length + lengthError}\r\n`, "i"));
    expect(state.isOpen).toBe(true);
    end();
  });

  test("an answer can be without an end", async () => {
    const { state, text, end } = listening({ connection: "endless" });
    await until(() => (text().match(/\r\n1\r\n /g) ?? []).length > 3);
    expect(text()).toContain(right);
    expect(state.isOpen).toBe(true);
    end();
  });

  test("a request can stay without an answer", async () => {
    const { state, end } = listening({ connection: "silent" });
    await until(() => emulator.journal.total === 1);
    expect(await raw(`${emulator.endpoint}/_emu/ready`)).toMatchObject({ status: 200 });
    expect([state.bytes.length, state.isOpen]).toEqual([0, true]);
    expect(emulator.journal.entries).toMatchObject([{ status: null, fault: "connection" }]);
    end();
  });

  test.each<[Fault["connection"], RegExp]>([
    ["empty", /^$/],
    ["random-data", /^(?!HTTP).+$/s],
    ["malformed-chunk", /^HTTP\/1.1 404.+transfer-encoding: chunked.+\r\n\r\nno size/s],
  ])("a connection can end with nonsense (%s)", async (connection, expected) => {
    const { state, text } = listening({ connection });
    await until(() => !state.isOpen);
    expect(text()).toMatch(expected);
  });

  test("an answer can be larger than any client reads", async () => {
    const { state, body, text, end } = listening({ size: 300_000 });
    await until(() => body().toString().endsWith("0\r\n\r\n"));
    expect(text()).not.toMatch(/content-length/i);
    expect((text().match(/ /g) ?? []).length).toBeGreaterThan(299_000);
    expect(state.isOpen).toBe(true);
    end();
  });

  test("an answer can be compressed, and broken", async () => {
    const whole = listening({ encoding: "gzip" });
    await until(() => whole.body().length > 20);
    expect(whole.text()).toMatch(/content-encoding: gzip/i);
    expect(gunzipSync(whole.body()).toString()).toBe(right);
    whole.end();
    const broken = listening({ encoding: "broken-gzip" });
    await until(() => broken.body().length > 20);
    expect(() => gunzipSync(broken.body())).toThrow();
    broken.end();
  });

  test("an answer can have another type, and lead elsewhere", async () => {
    emulator.faults.add({ contentType: "image/png" }, { status: 302, location: "https://login.example/" });
    const [typed, redirect] = [await raw(`${emulator.endpoint}/x`), await raw(`${emulator.endpoint}/x`)];
    expect([typed.headers["content-type"], typed.text]).toEqual(["image/png", right]);
    expect([redirect.status, redirect.headers.location]).toEqual([302, "https://login.example/"]);
  });
});
