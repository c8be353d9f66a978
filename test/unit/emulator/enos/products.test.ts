import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { startEmulator } from "../../../../src/emulator/enos/emulator";
import type { EnosOptions } from "../../../../src/emulator/enos/options";
import { secretDenied } from "../../../../src/emulator/enos/secret";
import type { WireProduct } from "../../../../src/emulator/enos/seed";
import { call, get, hangUp, search } from "../../../support/raw-enos";

const pair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const keys = { accessKey: "key-reader", secretKey: "secret-reader" };
const holder = { accessKey: "key-holder", secretKey: "secret-holder" };
const writer = { accessKey: "key-writer", secretKey: "secret-writer" };
const accounts = [
  { ...keys, orgIds: ["o1"] },
  { ...holder, orgIds: ["o1"], rsaPublicKey: pair.publicKey },
  { ...writer, orgIds: ["o1"], rsaPublicKey: pair.publicKey, permissions: ["Product:Read", "Product:Update"] },
];
const meter = {
  orgId: "o1",
  productKey: "8f7KmDED",
  productName: { defaultValue: 'Meter "202"', i18nValue: { en_US: "", zh_CN: "电表" } },
  productSecret: "secret of the product 秘密",
  productDesc: "",
  productType: "Device",
  dataFormat: "Json",
  productTags: null,
  protocolGatewayIds: {},
  modelId: "M",
  dynamicActivateEnabled: false,
  biDirectionalAuth: true,
  createBy: "DM001",
  createTime: 1582861255508,
  updateBy: "DM001",
  updateTime: 1582861255508,
  defaultValidDay: 730,
  maxValidDay: 1095,
};
const bare = { orgId: "o1", productKey: "bare0000", dynamicActiveEnabled: true, sessionKey: "of another call" };
const without = (product: object, ...fields: string[]) =>
  Object.fromEntries(Object.entries(product).filter(([field]) => !fields.includes(field)));

async function running<T>(options: EnosOptions & { products?: WireProduct[] }, use: (endpoint: string) => Promise<T>) {
  const { products = [meter, bare], ...rest } = options;
  const emulator = await startEmulator({ ...rest, seed: { accounts, products } });
  try {
    return await use(emulator.endpoint);
  } finally {
    hangUp();
    await emulator.close();
  }
}

test("v2.4 answers a product field by field as seeded, without its secret", () =>
  running({}, async (endpoint) => {
    expect((await get(endpoint, keys, "o1", "8f7KmDED")).json.data).toEqual(without(meter, "productSecret"));
    expect((await get(endpoint, keys, "o1", "bare0000")).json.data).toEqual(without(bare, "sessionKey"));
    const explicit = { action: "get", orgId: "o1", productKey: "8f7KmDED", requireSecret: "false" };
    expect((await call(endpoint, keys, explicit)).json.data).toEqual(without(meter, "productSecret"));
  }));

test("v2.1 answers the secret in plain text, asked or not", () =>
  running({}, async (endpoint) => {
    expect((await get(endpoint, keys, "o1", "8f7KmDED", { version: "v2.1" })).json.data).toEqual(meter);
    const rows = (await search(endpoint, keys, "o1", {}, { version: "v2.1" })).json.data;
    expect(rows).toEqual([meter, without(bare, "sessionKey")]);
  }));

test("the early edition knows no times and no validity, another code for not found, and v2.1 alone", () =>
  running({ edition: "2.1-early" }, async (endpoint) => {
    const version = "v2.1";
    const fields = ["createTime", "createBy", "updateTime", "updateBy", "defaultValidDay", "maxValidDay"];
    expect((await get(endpoint, keys, "o1", "8f7KmDED", { version })).json.data).toEqual(without(meter, ...fields));
    expect((await get(endpoint, keys, "o1", "nobody", { version })).json).toMatchObject({
      code: 11611,
      msg: "Not found",
      data: null,
    });
    const page = (pageSize: number) =>
      search(endpoint, keys, "o1", { pagination: { pageNo: 1, pageSize } }, { version });
    expect([(await page(200)).json.code, (await page(201)).json.code]).toEqual([0, 99400]);
    const newer = await get(endpoint, keys, "o1", "8f7KmDED", { version: "v2.4" });
    expect([newer.status, newer.json]).toEqual([404, { message: "no Route matched with those values" }]);
  }));

test("the later edition has validity days, the common not found, and v2.1 alone", () =>
  running({ edition: "2.1" }, async (endpoint) => {
    const version = "v2.1";
    expect((await get(endpoint, keys, "o1", "8f7KmDED", { version })).json.data).toEqual(meter);
    expect((await get(endpoint, keys, "o1", "nobody", { version })).json.code).toBe(11404);
    expect((await get(endpoint, keys, "o1", "8f7KmDED")).status).toBe(404);
  }));

function opened(data: { productSecret: string; sessionKey: string }): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const wrapped = Buffer.from(data.sessionKey, "base64");
  const key = privateDecrypt({ key: pair.privateKey, padding, oaepHash: "sha256" }, wrapped);
  const sealed = Buffer.from(data.productSecret, "base64");
  const decipher = createDecipheriv("aes-256-cbc", key, sealed.subarray(0, 16));
  return decipher.update(sealed.subarray(16), undefined, "utf8") + decipher.final("utf8");
}

const asking = { action: "get", orgId: "o1", productKey: "8f7KmDED", requireSecret: "true" };

test("v2.4 encrypts the secret for an account that may see it", () =>
  running({}, async (endpoint) => {
    const answer = await call(endpoint, writer, asking);
    expect(answer.text).not.toContain("secret of the product");
    expect(answer.json.data).toMatchObject(without(meter, "productSecret"));
    expect(opened(answer.json.data)).toBe(meter.productSecret);
    const rows = (await search(endpoint, writer, "o1", { requireSecret: true })).json.data;
    expect(opened(rows[0])).toBe(meter.productSecret);
    expect(rows[0].sessionKey).not.toBe(answer.json.data.sessionKey);
    expect(rows[1]).toMatchObject({ productSecret: null, sessionKey: null });
  }));

test("without a key pair a call for secrets fails as a whole", () =>
  running({}, async (endpoint) => {
    const expected = { code: 11858, msg: "Unable to find public key", data: null };
    expect((await call(endpoint, keys, asking)).json).toMatchObject(expected);
    expect((await search(endpoint, keys, "o1", { requireSecret: true })).json).toMatchObject(expected);
    expect((await call(endpoint, keys, asking, { version: "v2.1" })).json.code).toBe(0);
  }));

test("without the permission an error text stands where the secret would", () =>
  running({}, async (endpoint) => {
    const { json } = await call(endpoint, holder, asking);
    expect(json).toMatchObject({
      code: 0,
      data: { productSecret: secretDenied, sessionKey: secretDenied, modelId: "M" },
    });
    const rows = (await search(endpoint, holder, "o1", { requireSecret: true })).json.data;
    expect(rows[0].productSecret).toBe(secretDenied);
  }));

test("requireSecret must be a boolean", () =>
  running({}, async (endpoint) => {
    expect((await call(endpoint, writer, { ...asking, requireSecret: "yes" })).json.code).toBe(99400);
    expect((await search(endpoint, writer, "o1", { requireSecret: "true" })).json.code).toBe(99400);
  }));

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ orgId: "o1", productKey: `P${index}`, createTime: 1000 + index }));

test.each([0, 1, 1001])("a walk over %i products meets each once, newest first", (count) =>
  running({ products: many(count) }, async (endpoint) => {
    const seen: string[] = [];
    for (let pageNo = 1; pageNo <= Math.floor(count / 300) + 2; pageNo++) {
      const { json } = await search(endpoint, keys, "o1", { pagination: { pageNo, pageSize: 300 } });
      expect(json.pagination).toEqual({ sortedBy: null, pageNo, pageSize: 300, totalSize: count });
      seen.push(...json.data.map((row: WireProduct) => row.productKey));
    }
    expect(seen).toEqual(
      many(count)
        .map(({ productKey }) => productKey)
        .reverse(),
    );
  }),
);

test("without pagination the first ten are answered", () =>
  running({ products: many(11) }, async (endpoint) => {
    const { json } = await search(endpoint, keys, "o1", {});
    expect(json.data).toHaveLength(10);
    expect(json.pagination).toEqual({ sortedBy: null, pageNo: 1, pageSize: 10, totalSize: 11 });
  }));

test("equal times keep the order of the seed and products without a time come last", () => {
  const times = [5, null, 7, 5, undefined, 7];
  const products = times.map((createTime, index) => ({ orgId: "o1", productKey: `P${index}`, createTime }));
  return running({ products }, async (endpoint) => {
    const { json } = await search(endpoint, keys, "o1", {});
    expect(json.data.map((row: WireProduct) => row.productKey)).toEqual(["P2", "P5", "P0", "P3", "P1", "P4"]);
  });
});

const badPages: unknown[] = [
  {},
  { pageNo: 1 },
  { pageSize: 1 },
  { pageNo: 0, pageSize: 10 },
  { pageNo: 1, pageSize: 0 },
  { pageNo: 1, pageSize: 1001 },
  { pageNo: 1.5, pageSize: 10 },
  { pageNo: "1", pageSize: 10 },
  { pageNo: 1, pageSize: 10, sorters: [{ field: "createTime" }] },
  [],
  "first",
];
test("a pagination outside the documented limits is 99400", () =>
  running({}, async (endpoint) => {
    for (const pagination of badPages) {
      const { json } = await search(endpoint, keys, "o1", { pagination });
      expect([pagination, json.code, json.data]).toEqual([pagination, 99400, null]);
    }
    const largest = await search(endpoint, keys, "o1", { pagination: { pageNo: 1, pageSize: 1000, sorters: [] } });
    expect(largest.json.code).toBe(0);
  }));
