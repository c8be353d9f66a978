import { startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { type AliyunKeys, acs3, instant, queryProduct } from "../../../support/raw-aliyun";
import { hangUp } from "../../../support/raw-enos";

const keys = { accessKeyId: "one", accessKeySecret: "s1" };
const other = { accessKeyId: "two", accessKeySecret: "s2" };
const seed = { aliyun: { accounts: [keys, other], products: [{ ProductKey: "P1" }] } };

let now = 0;
let emulator: Emulator;
let endpoint: string;
beforeEach(async () => {
  now = Math.floor(Date.now() / 1000) * 1000;
  emulator = await startAliyunEmulator({ seed, clock: () => now });
  endpoint = emulator.endpoint;
});
afterEach(async () => {
  hangUp();
  await emulator.close();
});

test("the clock may be off by fifteen minutes and not by more, in either direction", async () => {
  const at = async (offset: number) =>
    (await queryProduct(endpoint, keys, "P1", { Timestamp: instant(now + offset) })).status;
  expect([await at(900_000), await at(-900_000)]).toEqual([200, 200]);
  expect([await at(901_000), await at(-901_000)]).toEqual([400, 400]);
  const wide = await startAliyunEmulator({ seed, clock: () => now, clockWindow: 31 * 60 });
  expect((await queryProduct(wide.endpoint, keys, "P1", { Timestamp: instant(now - 31 * 60_000) })).status).toBe(200);
  await wide.close();
});

test("a nonce is used up by one call of its key, whichever way that was signed", async () => {
  const code = async (by: AliyunKeys, SignatureNonce: string) =>
    (await queryProduct(endpoint, by, "P1", { SignatureNonce })).json.Code;
  expect(await code(keys, "n1")).toBeUndefined();
  expect(await code(keys, "n1")).toBe("SignatureNonceUsed");
  expect(await code(other, "n1")).toBeUndefined();
  expect(await code(keys, "n2")).toBeUndefined();
  const again = { headers: { "x-acs-signature-nonce": "n2" }, query: { ProductKey: "P1" } };
  const replay = await acs3(endpoint, keys, "QueryProduct", again);
  expect([replay.status, replay.json.Code, replay.json.Message]).toEqual([
    400,
    "SignatureNonceUsed",
    "Specified signature nonce was used already.",
  ]);
});

test("a nonce survives a wrong signature and a reload, and is free again once no timestamp can carry it", async () => {
  const code = async (by: AliyunKeys = keys) =>
    (await queryProduct(endpoint, by, "P1", { SignatureNonce: "n1", Timestamp: instant(now) })).json.Code;
  expect(await code({ ...keys, accessKeySecret: "guess" })).toBe("SignatureDoesNotMatch");
  expect(await code()).toBeUndefined();
  emulator.reload(seed);
  now += 1_800_000;
  expect(await code()).toBe("SignatureNonceUsed");
  now += 1000;
  expect(await code()).toBeUndefined();
  emulator.reset();
  expect(await code()).toBeUndefined();
});
