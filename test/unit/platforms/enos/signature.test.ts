import { requestSignature, tokenEncryption } from "../../../../src/platforms/enos/signature";

// The vendor's own sample; its page in English shows another body beside the same digest.
const published = { token: "xxxxaaaxxxx", secretKey: "xxxappSecretxxx", timestamp: 1572574909697 };
const query = { k3: "v3", k1: "v1", k2: "v2" };

test.each([
  ["描述", "59828328f6c1f9771015dc74e4929ae30f518a35a3d2353972c2ea46556fc981"],
  ["description", "ad6dc6fc97f4290f3724e94eab38168d8613c41c3a4569b4b8b0efbce96a816c"],
])("the published sample with %s as its text is signed as published", (desc, digest) => {
  const body = `{\n  "count": 20,\n  "page": 1,\n  "desc": "${desc}"\n}`;
  expect(requestSignature({ ...published, query, body })).toBe(digest);
});

const accessKey = "11112222-aaaa-4bbb-8ccc-333344445555";
const secretKey = "66667777-dddd-4eee-9fff-888899990000";
const timestamp = 1700000000000;
const orgId = "o15000000000001";

test("a token is asked for with a digest of key, time and secret", () => {
  expect(tokenEncryption(accessKey, timestamp, secretKey)).toBe(
    "b251d8217fb54c1c7b5a9dfd3c8c6a265578cbfe4763ebc2c665fbb10aebf2cb",
  );
  expect(tokenEncryption("键", 1, "秘密")).toBe("ba138d6e01a2d5e4009fcf3b85edbb1f4006eaef27d06114beadc6f74295f85b");
});

// Computed with Python's hashlib.
test.each([
  [
    "a get",
    { action: "get", orgId, productKey: "8f7KmDED" },
    undefined,
    "dfd396c35ad578d8f028174fc7122465a25f961f39e1b7788b7dbb948d5629d4",
  ],
  [
    "a search",
    { action: "search", orgId },
    '{"expression":"modelId=\\"AlterTest0615\\"","pagination":{"pageNo":1,"pageSize":5},"requireSecret":true}',
    "72880e55083226799cd1d99589473dbfa9b79599c2541be0c78010a0e9942e3a",
  ],
  [
    "Chinese in the query",
    { action: "get", orgId, productKey: "描述" },
    undefined,
    "34bdb9dd740e6d72c2f35d78000bfc9646f2bfb0c9975e1abe3bdea409b24f87",
  ],
  [
    "plus and percent signs",
    { action: "get", orgId, productKey: "a+b%20c%" },
    undefined,
    "549a24803f8ddb15dc350d0a7686020e8448d715eef978db1b8876ff04d267e1",
  ],
  [
    "spaces and reserved signs",
    { action: "get", orgId, productKey: "a b&c=d/e?f#g" },
    undefined,
    "4486941b4475182ca4086a4c77aa32e3f55006243442712dba220af9351db14f",
  ],
  [
    "names in upper and lower case",
    { b: "1", B: "2", a: "3", A: "4", _: "5", orgId },
    undefined,
    "77c1c1daf056b185708f65fd9a07a2b4166bc25d7acc8a277caca4e8b45bc476",
  ],
  [
    "an empty value",
    { action: "get", orgId: "", productKey: "x" },
    undefined,
    "93895524ec385355077cf65db4c1507ea73fcabe536ba32d5f683327d3f53303",
  ],
  [
    "Chinese in the body",
    { action: "search", orgId },
    '{"expression":"productName like \\"电表\\"","pagination":{"pageNo":1,"pageSize":200}}',
    "2301e0179786adb3494b19974c1b8136dd3e9cd1db07e42ab9e14073fdb40ab0",
  ],
  [
    "signs beyond the basic plane in the body",
    { action: "search", orgId },
    '{"expression":"productName like \\"⚡🔌\\""}',
    "c139ab1568f4bcdb5cf45d9b4c98bb3ac3863b9e81706c9201df7dcd4413cda5",
  ],
])("%s is signed as an independent implementation does", (_, parameters, body, digest) => {
  const signed = { token: "tok-0123456789abcdef", query: parameters, body, timestamp, secretKey };
  expect(requestSignature(signed)).toBe(digest);
});
