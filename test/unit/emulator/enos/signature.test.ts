import { requestSignature, tokenEncryption } from "../../../../src/emulator/enos/signature";

const appKey = "11112222-aaaa-4bbb-8ccc-333344445555";
const secretKey = "66667777-dddd-4eee-9fff-888899990000";
const timestamp = "1700000000000";
const token = "tok-0123456789abcdef";
const orgId = "o15000000000001";

const sample = (desc: string) =>
  requestSignature({
    token: "xxxxaaaxxxx",
    secretKey: "xxxappSecretxxx",
    timestamp: "1572574909697",
    query: new URLSearchParams("k3=v3&k1=v1&k2=v2"),
    body: Buffer.from(`{\n  "count": 20,\n  "page": 1,\n  "desc": "${desc}"\n}`),
  });

test("the signature of the vendor's sample is the one the vendor printed", () => {
  expect(sample("描述")).toBe("59828328f6c1f9771015dc74e4929ae30f518a35a3d2353972c2ea46556fc981");
});

test("the body of the English page does not have the digest printed beside it", () => {
  expect(sample("description")).toBe("ad6dc6fc97f4290f3724e94eab38168d8613c41c3a4569b4b8b0efbce96a816c");
});

test("the encryption of a token request is the digest of key, timestamp and secret", () => {
  expect(tokenEncryption(appKey, timestamp, secretKey)).toBe(
    "b251d8217fb54c1c7b5a9dfd3c8c6a265578cbfe4763ebc2c665fbb10aebf2cb",
  );
});

test("a get call is signed over its sorted query", () => {
  const query = new URLSearchParams({ productKey: "8f7KmDED", orgId, action: "get" });
  expect(requestSignature({ token, query, body: Buffer.alloc(0), timestamp, secretKey })).toBe(
    "dfd396c35ad578d8f028174fc7122465a25f961f39e1b7788b7dbb948d5629d4",
  );
});

test("a search call is signed over its query and the bytes of its body", () => {
  const body = Buffer.from(
    '{"expression":"modelId=\\"AlterTest0615\\"","pagination":{"pageNo":1,"pageSize":5},"requireSecret":true}',
  );
  const query = new URLSearchParams({ action: "search", orgId });
  expect(requestSignature({ token, query, body, timestamp, secretKey })).toBe(
    "72880e55083226799cd1d99589473dbfa9b79599c2541be0c78010a0e9942e3a",
  );
});

test("values are signed decoded, names sorted by code unit, and a repeated name counts once", () => {
  const sign = (query: string) =>
    requestSignature({ token, query: new URLSearchParams(query), body: Buffer.alloc(0), timestamp, secretKey });
  expect(sign("a=%E6%8F%8F%20%26")).toBe(sign(`a=描 ${encodeURIComponent("&")}`));
  expect(sign("b=2&_=1&B=0")).toBe(sign("B=0&_=1&b=2"));
  expect(sign("a=1&a=2")).toBe(sign("a=1"));
});
