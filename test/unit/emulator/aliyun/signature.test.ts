import { acs3, canonicalRequest, hmacSha1, stringToSign } from "../../../../src/emulator/aliyun/signature";
import type { WireRequest } from "../../../../src/emulator/shell/contract";

const secret = "testsecret";
const common = {
  AccessKeyId: "testid",
  Format: "JSON",
  SignatureMethod: "HMAC-SHA1",
  SignatureNonce: "f0e1d2c3-b4a5-6789-abcd-ef0123456789",
  SignatureVersion: "1.0",
  Timestamp: "2024-01-02T03:04:05Z",
  Version: "2018-01-20",
};

const sign = (method: string, parameters: Record<string, string>) =>
  hmacSha1(secret, stringToSign(method, new Map(Object.entries(parameters))));

test("the request of Alibaba's signature page has the signature printed there", () => {
  const published = {
    MessageContent: "aGVsbG93b3JsZA=",
    Action: "Pub",
    Timestamp: "2017-10-02T09:39:41Z",
    SignatureVersion: "1.0",
    ServiceCode: "iot",
    Format: "XML",
    Qos: "0",
    SignatureNonce: "0715a395-aedf-4a41-bab7-746b43d38d88",
    Version: "2017-04-20",
    AccessKeyId: "testid",
    SignatureMethod: "HMAC-SHA1",
    RegionId: "cn-shanghai",
    ProductKey: "12345abcdeZ",
    TopicFullName: "/productKey/testdevice/get",
  };
  expect(sign("GET", published)).toBe("Y9eWn4nF8QPh3c4zAFkM/k/u7eA=");
});

test.each([
  [
    "T3ZcYEWshUJF0BRQXmLQFluXhuU=",
    "GET",
    { Action: "QueryProduct", ProductKey: "a1BwAGV****", IotInstanceId: "iot_instc_pu****_c*-v64********" },
  ],
  [
    "+s5b+UwwCF0uu+Ls/4pE1EAJO7g=",
    "GET",
    {
      Action: "QueryProductList",
      RegionId: "cn-shanghai",
      CurrentPage: "1",
      PageSize: "200",
      AliyunCommodityCode: "iothub_senior",
    },
  ],
  [
    "UXr0NLWHi4zw5JhIFm4ltjI1rtQ=",
    "GET",
    { Action: "QueryProduct", ProductKey: "k1ymv1DuLfE", RegionId: "cn-shanghai" },
  ],
  [
    "1YidTXPzQcZ0MAHcs3tuGPzd9zo=",
    "POST",
    { Action: "QueryProduct", ProductKey: "k1ymv1DuLfE", RegionId: "cn-shanghai" },
  ],
])("signature 1.0 of a recorded call is %s", (signature, method, parameters) => {
  expect(sign(method, { ...common, ...parameters, Signature: "left out" })).toBe(signature);
});

const recorded = (method: string, host: string, query: string, headers: Record<string, string>): WireRequest => ({
  id: "",
  method,
  path: "/",
  query: new URLSearchParams(query),
  headers: { host, ...headers },
  body: Buffer.alloc(0),
});

const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const signedHeaders = [
  "host",
  "x-acs-action",
  "x-acs-content-sha256",
  "x-acs-date",
  "x-acs-signature-nonce",
  "x-acs-version",
];
const headersOf = (action: string, version: string, date: string, nonce: string) => ({
  "x-acs-action": action,
  "x-acs-version": version,
  "x-acs-date": date,
  "x-acs-signature-nonce": nonce,
  "x-acs-content-sha256": empty,
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
])("the ACS3 example of %s has the signature printed there", (date, nonce, signature) => {
  const query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
  const headers = headersOf("RunInstances", "2014-05-26", date, nonce);
  const request = recorded("POST", "ecs.cn-shanghai.aliyuncs.com", query, headers);
  expect(acs3("YourAccessKeySecret", canonicalRequest(request, signedHeaders)).signature).toBe(signature);
});

const host = "iot.cn-shanghai.aliyuncs.com";
const headers = (action: string) =>
  headersOf(action, "2018-01-20", "2024-01-02T03:04:05Z", "f0e1d2c3b4a56789abcdef0123456789");

test("the canonical request of ACS3 is the recorded one", () => {
  const request = recorded("GET", host, "ProductKey=k1ymv1DuLfE", headers("QueryProduct"));
  const canonical = canonicalRequest(request, signedHeaders);
  expect(canonical.split("\n")).toEqual([
    "GET",
    "/",
    "ProductKey=k1ymv1DuLfE",
    `host:${host}`,
    "x-acs-action:QueryProduct",
    `x-acs-content-sha256:${empty}`,
    "x-acs-date:2024-01-02T03:04:05Z",
    "x-acs-signature-nonce:f0e1d2c3b4a56789abcdef0123456789",
    "x-acs-version:2018-01-20",
    "",
    signedHeaders.join(";"),
    empty,
  ]);
  expect(acs3(secret, canonical)).toEqual({
    text: "ACS3-HMAC-SHA256\n41f2b3278c35cfffa991c9d23129e01b4ca76fd726dbcdae4a88c25835074a3e",
    signature: "0347b0690d025594f1f37f45eb28e30f1ef2a6823ed19916e97450fed22839ae",
  });
});

test("the query of ACS3 is signed sorted", () => {
  const query = "PageSize=200&CurrentPage=1&AliyunCommodityCode=iothub_senior";
  const request = recorded("POST", host, query, headers("QueryProductList"));
  expect(acs3(secret, canonicalRequest(request, signedHeaders)).signature).toBe(
    "42d4883de0757cd2b8bae22810b9c0c4f602695d4df539a527d0eb37a758f608",
  );
});

test("values are encoded as the unreserved characters of RFC 3986 demand", () => {
  const text = stringToSign("GET", new Map([["k", "a b+c*d~e!f'g(h)i/产"]]));
  expect(decodeURIComponent(text.slice("GET&%2F&".length))).toBe("k=a%20b%2Bc%2Ad~e%21f%27g%28h%29i%2F%E4%BA%A7");
});
