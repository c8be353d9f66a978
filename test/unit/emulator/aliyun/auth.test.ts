import { startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { type AliyunKeys, instant, rpc, type SendOptions } from "../../../support/raw-aliyun";
import { hangUp, raw } from "../../../support/raw-enos";

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
const get = { Action: "QueryProduct", ProductKey: "P1" };

let now = 0;
let emulator: Emulator;
let tuya: Emulator;
let endpoint: string;
beforeAll(async () => {
  const options = { seed, clock: () => now, throttling: false };
  emulator = await startAliyunEmulator(options);
  tuya = await startAliyunEmulator({ ...options, flavour: "tuya" });
  endpoint = emulator.endpoint;
});
beforeEach(() => {
  now = Date.now();
  emulator.reset();
});
afterAll(async () => {
  hangUp();
  await Promise.all([emulator.close(), tuya.close()]);
});

const ways: [string, SendOptions][] = [
  ["GET with a query", {}],
  ["POST with a query", { method: "POST" }],
  ["POST with a form", { method: "POST", place: "form" }],
  ["POST with a form in chunks", { method: "POST", place: "chunked" }],
  ["POST with query and form", { method: "POST", place: "both" }],
];
test.each(ways)(
  "signature 1.0 is accepted by %s, with and without a token, whatever the value",
  async (_title, options) => {
    for (const { endpoint: at } of [emulator, tuya]) {
      for (const by of [keys, temporary]) {
        const answer = await rpc(at, by, { ...get, ProductKey: odd, RegionId: "cn-shanghai" }, options);
        expect([answer.status, answer.json.Data]).toEqual([200, { ProductKey: odd }]);
      }
    }
  },
);

type Refused = [
  title: string,
  fields: Record<string, string | undefined>,
  status: number,
  code: string,
  message: string,
  SendOptions?,
  AliyunKeys?,
];
const hour = 3_600_000;
const gone = "Specified time stamp or date value is expired.";
const ill = "Specified time stamp or date value is not well formatted.";
const lacks = (name: string): Refused => [
  `no ${name}`,
  { [name]: undefined },
  400,
  `Missing${name}`,
  `${name} is mandatory for this action.`,
];
const refused: Refused[] = [
  ...["Action", "Version", "AccessKeyId", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp"].map(
    lacks,
  ),
  ["no signature", {}, 400, "MissingSignature", "Signature is mandatory for this action.", { signature: null }],
  [
    "an unknown operation",
    { Action: "queryProduct" },
    404,
    "InvalidApi.NotFound",
    "Specified api is not found, please check your url and method.",
  ],
  [
    "an inherited name as operation",
    { Action: "toString" },
    404,
    "InvalidApi.NotFound",
    "Specified api is not found, please check your url and method.",
  ],
  ["another version", { Version: "2017-04-20" }, 400, "InvalidVersion", "Specified parameter Version is not valid."],
  ["an unknown format", { Format: "YAML" }, 400, "InvalidParameter.Format", "Specified parameter format is not valid."],
  [
    "another signature method",
    { SignatureMethod: "HMAC-SHA256" },
    400,
    "InvalidSignatureMethod",
    "Specified signature method is not valid.",
  ],
  [
    "another signature version",
    { SignatureVersion: "2.0" },
    400,
    "InvalidSignatureVersion",
    "Specified parameter SignatureVersion is not valid.",
  ],
  [
    "an unknown key",
    { AccessKeyId: "nobody" },
    404,
    "InvalidAccessKeyId.NotFound",
    "Specified access key is not found.",
  ],
  ["a timestamp in milliseconds", { Timestamp: String(Date.now()) }, 400, "InvalidTimeStamp.Format", ill],
  ["a thirteenth month", { Timestamp: "2024-13-01T00:00:00Z" }, 400, "InvalidTimeStamp.Format", ill],
  ["a clock an hour behind", { Timestamp: instant(Date.now() - hour) }, 400, "InvalidTimeStamp.Expired", gone],
  ["a clock an hour ahead", { Timestamp: instant(Date.now() + hour) }, 400, "InvalidTimeStamp.Expired", gone],
  ["PUT", {}, 400, "UnsupportedHTTPMethod", "This http method is not supported.", { method: "PUT" }],
  [
    "a temporary key without its token",
    {},
    400,
    "MissingSecurityToken",
    "SecurityToken is mandatory for this action.",
    {},
    { ...temporary, securityToken: undefined },
  ],
  [
    "a temporary key with another token",
    {},
    400,
    "InvalidSecurityToken.MismatchWithAccessKey",
    "Specified SecurityToken does not belong to the access key.",
    {},
    { ...temporary, securityToken: "other" },
  ],
  [
    "a permanent key with a token",
    { SecurityToken: "some" },
    400,
    "InvalidSecurityToken.MismatchWithAccessKey",
    "Specified SecurityToken does not belong to the access key.",
  ],
];
test.each(refused)("%s is refused by the gateway", async (...row) => {
  const [, fields, status, Code, Message, options, by = keys] = row;
  const answer = await rpc(endpoint, by, { ...get, ...fields }, options);
  expect([answer.status, answer.headers["x-emulator-cause"]]).toEqual([status, Message]);
  if (fields.Format === "YAML") {
    expect(answer.text).toContain(`<Code>${Code}</Code><Message>${Message}</Message>`);
    return;
  }
  expect(answer.json).toEqual({
    RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    HostId: endpoint.replace("http://", ""),
    Code,
    Message,
    Recommend: expect.stringContaining(`https://api.aliyun.com/troubleshoot?q=${Code}&product=Iot&requestId=`),
  });
});

test("a wrong secret is told with what the server signed, which has no secret in it", async () => {
  const nonce = { SignatureNonce: "n1", Timestamp: instant(now) };
  const answer = await rpc(endpoint, { ...keys, accessKeySecret: "canary-wrong" }, { ...get, ...nonce });
  expect([answer.status, answer.json.Code]).toEqual([400, "SignatureDoesNotMatch"]);
  const [text, signed] = answer.json.Message.split(" server string to sign is:");
  expect(text).toBe("Specified signature is not matched with our calculation.");
  const query = `AccessKeyId=testid&Action=QueryProduct&Format=JSON&ProductKey=P1&SignatureMethod=HMAC-SHA1&SignatureNonce=n1&SignatureVersion=1.0&Timestamp=${encodeURIComponent(nonce.Timestamp)}&Version=2018-01-20`;
  expect(signed).toBe(`GET&%2F&${encodeURIComponent(query)}`);
  expect(answer.headers["x-emulator-cause"]).toBe("signature mismatch");
  expect(answer.text).not.toContain("canary");
  expect(answer.text).not.toContain(keys.accessKeySecret);
});

test.each<[string, SendOptions]>([
  ["a value changed after signing", { after: (query) => query.replace("ProductKey=P1", "ProductKey=P2") }],
  ["a parameter added after signing", { after: (query) => `${query}&PageSize=1` }],
  ["a parameter dropped after signing", { after: (query) => query.replace("&Format=JSON", "") }],
  ["a plus for an encoded plus", { after: (query) => query.replace(/%2B/g, "+") }],
  ["a signature of another length", { signature: "AAAA" }],
])("%s is a signature mismatch", async (_title, options) => {
  const answer = await rpc(endpoint, keys, { ...get, RegionId: "a+b" }, options);
  expect([answer.status, answer.headers["x-emulator-cause"]]).toEqual([400, "signature mismatch"]);
});

test("of a repeated parameter the first value is signed and used", async () => {
  const again = (query: string) => `${query}&ProductKey=P2&Action=x`;
  expect((await rpc(endpoint, keys, get, { after: again })).json.Data.ProductKey).toBe("P1");
  const both: SendOptions = { method: "POST", place: "both", after: again };
  expect((await rpc(endpoint, keys, get, both)).json.Data.ProductKey).toBe("P1");
});

test("a request signed for another method is a signature mismatch", async () => {
  let sent = "";
  const after = (query: string) => {
    sent = query;
    return "";
  };
  await rpc(endpoint, keys, get, { after });
  expect((await raw(`${endpoint}/?${sent}`, { method: "POST" })).json.Code).toBe("SignatureDoesNotMatch");
  expect((await raw(`${endpoint}/?${sent}`)).json.Success).toBe(true);
});

test("tuya takes the request of its documents, without Format, Version and SignatureVersion", async () => {
  const documented = { ...get, Format: undefined, Version: undefined, SignatureVersion: undefined };
  const answer = await rpc(tuya.endpoint, keys, documented);
  expect(answer.json).toMatchObject({ Data: { ProductKey: "P1" }, Success: true });
  const refusal = await rpc(tuya.endpoint, keys, { ...documented, AccessKeyId: "nobody" });
  expect(Object.keys(refusal.json)).toEqual(["RequestId", "HostId", "Code", "Message"]);
  expect(refusal.json.RequestId).toMatch(/^[0-9a-f-]{36}$/);
});

test("a body that is no form has no parameters", async () => {
  const options: SendOptions = { method: "POST", place: "form", headers: { "content-type": "application/json" } };
  const answer = await rpc(endpoint, keys, get, options);
  expect(answer.text).toContain("<Code>MissingAction</Code>");
});

test("unknown paths are a 404 of the shell, and garbage is a refusal", async () => {
  expect((await raw(`${endpoint}/iot`)).json).toEqual({ message: "no Route matched with those values" });
  for (const query of ["", "?", "?%", "?Action=%FF%FE", "?Action", "?=&=&==", "?Action=QueryProduct&Action=x"]) {
    expect((await raw(`${endpoint}/${query}`)).status).toBeGreaterThanOrEqual(400);
  }
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const long = await raw(`${endpoint}/`, { method: "POST", headers: form, body: "x".repeat(2 * 1024 * 1024) });
  expect([long.status, long.headers["x-emulator-cause"]]).toEqual([413, "body too long"]);
});
