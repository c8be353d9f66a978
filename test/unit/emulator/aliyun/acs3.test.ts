import { startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { type Acs3Options, type AliyunKeys, acs3, instant } from "../../../support/raw-aliyun";
import { hangUp } from "../../../support/raw-enos";

const keys = { accessKeyId: "testid", accessKeySecret: "testsecret" };
const temporary = {
  accessKeyId: "stsid",
  accessKeySecret: "stssecret",
  securityToken: "CAIS+token/with=special~chars",
};
const odd = "a b+c/d=e&f*g~h!i'j(k)产品%41?#";
const seed = {
  aliyun: {
    accounts: [keys, temporary],
    products: [{ ProductKey: "P1" }, { ProductKey: odd }],
  },
};
const get = { ProductKey: "P1" };

let emulator: Emulator;
let endpoint: string;
beforeAll(async () => {
  emulator = await startAliyunEmulator({ seed, throttling: false });
  endpoint = emulator.endpoint;
});
afterAll(async () => {
  hangUp();
  await emulator.close();
});

const body = `ProductKey=${encodeURIComponent(odd)}`;
const form = { "content-type": "application/x-www-form-urlencoded" };
const signedInHeaders: [string, Acs3Options][] = [
  ["GET with a query", { method: "GET", query: { ProductKey: odd } }],
  ["POST with a query and no body", { query: { ProductKey: odd } }],
  ["POST with a form", { body, headers: form }],
  ["further x-acs headers", { query: { ProductKey: odd }, headers: { "x-acs-credentials-provider": "static_ak" } }],
  [
    "a header left unsigned",
    { query: { ProductKey: odd }, headers: { "x-acs-retry-delay": 5 }, unsigned: ["x-acs-retry-delay"] },
  ],
];
test.each(signedInHeaders)("a call is accepted with %s", async (_title, options) => {
  for (const by of [keys, temporary]) {
    const answer = await acs3(endpoint, by, "QueryProduct", options);
    expect([answer.status, answer.json.Data]).toEqual([200, { ProductKey: odd }]);
  }
});

test.each<[string, Acs3Options]>([
  ["a body changed after signing", { body, headers: form, sentBody: `${body}x` }],
  ["a digest of another body", { query: get, headers: { "x-acs-content-sha256": "0".repeat(64) } }],
  ["another date than the signed one", { query: get, sentHeaders: { "x-acs-date": instant(Date.now() - 60_000) } }],
])("%s is a signature mismatch that quotes the canonical request", async (_title, options) => {
  const answer = await acs3(endpoint, keys, "QueryProduct", options);
  expect([answer.status, answer.json.Code]).toEqual([400, "SignatureDoesNotMatch"]);
  expect(answer.json.Message).toMatch(
    /^Specified signature does not match our calculation\. server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\] server CanonicalRequest is \[POST\n\/\n/,
  );
});

test.each<[string, Acs3Options, string]>([
  ["an unsigned host", { unsigned: ["host"] }, "host is missing or not signed"],
  ["an unsigned action", { unsigned: ["x-acs-action"] }, "x-acs-action is missing or not signed"],
  ["no date", { headers: { "x-acs-date": undefined } }, "x-acs-date is missing or not signed"],
  ["no nonce", { headers: { "x-acs-signature-nonce": undefined } }, "x-acs-signature-nonce is missing or not signed"],
  ["no digest", { headers: { "x-acs-content-sha256": undefined } }, "x-acs-content-sha256 is missing or not signed"],
  [
    "an unreadable header",
    { sentHeaders: { authorization: "ACS3-HMAC-SHA256 testid" } },
    "the Authorization header cannot be read",
  ],
])("%s is an incomplete signature", async (_title, options, cause) => {
  const answer = await acs3(endpoint, keys, "QueryProduct", { query: { ProductKey: "P1" }, ...options });
  expect([answer.status, answer.json.Code]).toEqual([400, "IncompleteSignature"]);
  expect(answer.headers["x-emulator-cause"]).toBe(cause);
});

test("an unsigned token is an incomplete signature", async () => {
  const options = { query: get, unsigned: ["x-acs-security-token"] };
  const answer = await acs3(endpoint, temporary, "QueryProduct", options);
  expect(answer.json.Code).toBe("IncompleteSignature");
});

test("keys, tokens, times and operations are refused as with signature 1.0", async () => {
  const code = async (by: AliyunKeys, action = "QueryProduct", headers = {}) =>
    (await acs3(endpoint, by, action, { headers, query: { ProductKey: "P1" } })).json.Code;
  expect(await code({ ...keys, accessKeyId: "nobody" })).toBe("InvalidAccessKeyId.NotFound");
  expect(await code({ ...keys, accessKeySecret: "guess" })).toBe("SignatureDoesNotMatch");
  expect(await code({ ...temporary, securityToken: undefined })).toBe("MissingSecurityToken");
  expect(await code({ ...temporary, securityToken: "other" })).toBe("InvalidSecurityToken.MismatchWithAccessKey");
  expect(await code(keys, "queryproduct")).toBe("InvalidApi.NotFound");
  expect(await code(keys, "QueryProduct", { "x-acs-version": "2022-01-01" })).toBe("InvalidVersion");
  expect(await code(keys, "QueryProduct", { "x-acs-version": undefined })).toBe("MissingVersion");
  expect(await code(keys, "QueryProduct", { "x-acs-date": "today" })).toBe("InvalidTimeStamp.Format");
  expect(await code(keys, "QueryProduct", { "x-acs-date": instant(Date.now() - 3_600_000) })).toBe(
    "InvalidTimeStamp.Expired",
  );
});

test("an algorithm that is not offered is refused, as is ACS3 by tuya", async () => {
  const sentHeaders = { authorization: "ACS3-RSA-SHA256 Credential=testid,SignedHeaders=host,Signature=00" };
  const code = async (at: string, options: Acs3Options) => (await acs3(at, keys, "QueryProduct", options)).json.Code;
  expect(await code(endpoint, { sentHeaders })).toBe("InvalidSignatureMethod");
  const tuya = await startAliyunEmulator({ seed, flavour: "tuya" });
  expect(await code(tuya.endpoint, { query: { ProductKey: "P1" } })).toBe("InvalidSignatureMethod");
  await tuya.close();
});
