import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  acs3Authorization,
  canonicalQuery,
  emptyBodyHash,
  rpcSignature,
} from "../../../../src/platforms/aliyun/signature";

const foreign = readFileSync(join(__dirname, "signature-vectors.tsv"), "utf8")
  .split("\n")
  .slice(2, -1)
  .map((line) => line.split("\t") as [string, "GET" | "POST", string, string, string, string, string]);

const accessKeyId = "testid";
const accessKeySecret = "testsecret";

test("the sample of the vendor's IoT page is signed as published", () => {
  const parameters = {
    MessageContent: "aGVsbG93b3JsZA=",
    Action: "Pub",
    Timestamp: "2017-10-02T09:39:41Z",
    SignatureVersion: "1.0",
    ServiceCode: "iot",
    Format: "XML",
    Qos: "0",
    SignatureNonce: "0715a395-aedf-4a41-bab7-746b43d38d88",
    Version: "2017-04-20",
    AccessKeyId: accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    RegionId: "cn-shanghai",
    ProductKey: "12345abcdeZ",
    TopicFullName: "/productKey/testdevice/get",
  };
  expect(rpcSignature({ method: "GET", parameters, accessKeySecret })).toBe("Y9eWn4nF8QPh3c4zAFkM/k/u7eA=");
});

test.each([
  [
    "2023-10-26T10:22:32Z",
    "3156853299f313e23d1673dc12e1703d",
    "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
  ],
  [
    "2023-10-26T09:01:01Z",
    "d410180a5abf7fe235dd9b74aca91fc0",
    "e521358f7776c97df52e6b2891a8bc73026794a071b50c3323388c4e0df64804",
  ],
])("the ACS3 sample of %s is signed as published", (date, nonce, signature) => {
  const authorization = acs3Authorization({
    method: "POST",
    query: { ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", RegionId: "cn-shanghai" },
    headers: {
      host: "ecs.cn-shanghai.aliyuncs.com",
      "x-acs-action": "RunInstances",
      "x-acs-version": "2014-05-26",
      "x-acs-date": date,
      "x-acs-signature-nonce": nonce,
      "x-acs-content-sha256": emptyBodyHash,
    },
    accessKeyId: "YourAccessKeyId",
    accessKeySecret: "YourAccessKeySecret",
  });
  expect(authorization).toBe(
    "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;" +
      `x-acs-signature-nonce;x-acs-version,Signature=${signature}`,
  );
});

const rpcBase = {
  AccessKeyId: accessKeyId,
  Format: "JSON",
  SignatureMethod: "HMAC-SHA1",
  SignatureNonce: "f0e1d2c3-b4a5-6789-abcd-ef0123456789",
  SignatureVersion: "1.0",
  Timestamp: "2024-01-02T03:04:05Z",
  Version: "2018-01-20",
};

// The last two were read off the wire of @alicloud/pop-core 1.8.0.
test.each<[string, "GET" | "POST", Record<string, string>, string]>([
  [
    "masked keys and an instance",
    "GET",
    { Action: "QueryProduct", ProductKey: "a1BwAGV****", IotInstanceId: "iot_instc_pu****_c*-v64********" },
    "T3ZcYEWshUJF0BRQXmLQFluXhuU=",
  ],
  [
    "a page of a list",
    "GET",
    {
      Action: "QueryProductList",
      RegionId: "cn-shanghai",
      CurrentPage: "1",
      PageSize: "200",
      AliyunCommodityCode: "iothub_senior",
    },
    "+s5b+UwwCF0uu+Ls/4pE1EAJO7g=",
  ],
  [
    "a product by GET",
    "GET",
    { Action: "QueryProduct", ProductKey: "k1ymv1DuLfE", RegionId: "cn-shanghai" },
    "UXr0NLWHi4zw5JhIFm4ltjI1rtQ=",
  ],
  [
    "a product by POST",
    "POST",
    { Action: "QueryProduct", ProductKey: "k1ymv1DuLfE", RegionId: "cn-shanghai" },
    "1YidTXPzQcZ0MAHcs3tuGPzd9zo=",
  ],
])("%s is signed as the official SDK does", (_, method, parameters, signature) => {
  expect(rpcSignature({ method, parameters: { ...rpcBase, ...parameters }, accessKeySecret })).toBe(signature);
});

test.each<["GET" | "POST", string, Record<string, string>, string]>([
  [
    "GET",
    "QueryProduct",
    { ProductKey: "k1ymv1DuLfE" },
    "0347b0690d025594f1f37f45eb28e30f1ef2a6823ed19916e97450fed22839ae",
  ],
  [
    "POST",
    "QueryProductList",
    { AliyunCommodityCode: "iothub_senior", CurrentPage: "1", PageSize: "200" },
    "42d4883de0757cd2b8bae22810b9c0c4f602695d4df539a527d0eb37a758f608",
  ],
])("%s %s is signed with ACS3 as the official SDK does", (method, action, query, signature) => {
  const headers = {
    host: "iot.cn-shanghai.aliyuncs.com",
    "x-acs-action": action,
    "x-acs-version": "2018-01-20",
    "x-acs-date": "2024-01-02T03:04:05Z",
    "x-acs-signature-nonce": "f0e1d2c3b4a56789abcdef0123456789",
    "x-acs-content-sha256": emptyBodyHash,
  };
  expect(acs3Authorization({ method, query, headers, accessKeyId, accessKeySecret })).toContain(
    `Signature=${signature}`,
  );
});

const pairs = (text: string) => Object.fromEntries(new URLSearchParams(text.replaceAll("+", "%2B")));

test("what official SDKs signed at random is signed alike here", () => {
  expect(foreign).toHaveLength(100);
  for (const [kind, method, parameters, headers, id, secret, proof] of foreign) {
    const signed = { method, accessKeySecret: secret };
    expect(
      kind === "rpc"
        ? rpcSignature({ ...signed, parameters: pairs(parameters) })
        : acs3Authorization({ ...signed, query: pairs(parameters), headers: pairs(headers), accessKeyId: id }),
    ).toBe(proof);
  }
});

test("names are sorted by code unit, and everything but unreserved signs is percent-encoded", () => {
  expect(canonicalQuery({ b: "1", B: "2", _: "", a: "~ +/=&*!'()网" })).toBe(
    "B=2&_=&a=~%20%2B%2F%3D%26%2A%21%27%28%29%E7%BD%91&b=1",
  );
});
