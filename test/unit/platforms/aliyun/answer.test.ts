import { readFileSync } from "node:fs";
import { readAnswer } from "../../../../src/platforms/aliyun/answer";
import type { AliyunError } from "../../../../src/platforms/aliyun/errors";
import { ProductNotFoundError } from "../../../../src/product/source";
import { detail, ok, type Reply, refusal, securityToken, service, turnedAway } from "../../../support/aliyun-service";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

async function failure(reply: Reply, settings = {}): Promise<AliyunError> {
  const { source } = await service(() => reply);
  const error = await rejection<AliyunError>(source(settings, { maxAttempts: 1 }).get("a1key1", null));
  expect(JSON.stringify({ ...error }) + error.stack).not.toContain("canary");
  expect(error.detail).toMatch(/^Could not get product a1key1\. /);
  expect(error.summary).toMatch(/^[A-Z].*[^.]$/);
  return error;
}

const type = (contentType: string) => ({ "content-type": contentType });
const html = "<html>\n<head><title>Sign in</title></head><body>please</body></html>";
const secret = '{"Success":true,"Data":{"ProductSecret":"canary-product-secret"';

test.each<[string, Reply, RegExp]>([
  [
    "an HTML page",
    { headers: type("text/html"), body: html },
    /no JSON: content type text\/html, beginning "<html> <head>/,
  ],
  ["an empty body", { body: "" }, /no JSON: an empty body/],
  ["truncated JSON", { body: secret }, /no JSON: \d+ characters of broken JSON/],
  ["the end of some JSON", { body: secret.slice(26) }, /no JSON/],
  ["a list", { body: [] }, /a list and not the object/],
  ["null", { body: "null" }, /null and not the object/],
  ["a health check", { body: { status: "up" } }, /JSON without Success \(found nothing\) and without Code/],
  ["Data without Success", { body: { Data: detail(1) } }, /without Success \(found nothing\)/],
  ["Success as text", { body: { Success: "true", Data: detail(1) } }, /without Success \(found a string\)/],
  ["success without Data", ok(null), /A product is null/],
  ["a list where a product belongs", ok([]), /A product is a list/],
  ["another product", ok(detail(2)), /answered with product "a1key2"/],
  ["a wrong type", ok(detail(1, { Owner: 1 })), /In product "a1key1", Owner: expected true or false, found a number/],
  ["failure without a code", { body: { Success: false, Data: detail(1) } }, /answered Success: false, without a code/],
  ["success with the code of a failure", ok(detail(1), { Code: "iot.system.Odd" }), /code iot\.system\.Odd, which its/],
  [
    "success in XML",
    { body: "<QueryProductResponse><Success>true</Success><Data/></QueryProductResponse>" },
    /no JSON: .*beginning "<QueryProductResponse>/,
  ],
])("%s is told as what it is", async (_, reply, reason) => {
  const error = await failure(reply);
  expect(error.detail).toMatch(reason);
  expect(error.status).toBe(200);
});

test.each([200, 400, 403, 404, 500])("both envelopes are understood under HTTP %i", async (status) => {
  for (const reply of [refusal("iot.system.UidNotFound", status), turnedAway("iot.system.UidNotFound", status)]) {
    const error = await failure(reply);
    expect(error.summary).toBe("Account unknown to Aliyun IoT");
    expect(error).toMatchObject({ status, code: "iot.system.UidNotFound", requestId: "REQ-9" });
  }
});

test.each([200, 400, 404])(
  "an unknown product is not found under HTTP %i, however the code is spelled",
  async (status) => {
    const { source, host } = await service(({ number }) =>
      refusal(number === 1 ? "iot.prod.NotExistedProduct" : "Iot.prod.InvalidFormattedProductKey", status),
    );
    const error = await rejection<ProductNotFoundError>(source({ instanceId: "iot-1" }).get("P", null));
    expect(error).toBeInstanceOf(ProductNotFoundError);
    expect(error.place).toBe(
      `Aliyun IoT at ${host}, in instance iot-1 (code iot.prod.NotExistedProduct, request REQ-9)`,
    );
    expect((await rejection<ProductNotFoundError>(source().get("P", null))).place).toContain("without instance_id");
  },
);

test("success under the HTTP status of a failure is none", async () => {
  expect((await failure({ ...ok(detail(1)), status: 500 })).summary).toBe("The platform failed");
});

test("a redirect is not followed and only the origin of its target is told", async () => {
  const error = await failure({ status: 302, headers: { location: "https://login.example/x?canary=1" }, body: "" });
  expect(error.detail).toMatch(/redirects to https:\/\/login\.example; redirects are not followed/);
});

test("an error in XML is told by code and request", async () => {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>REQ-X</RequestId><HostId>iot.example</HostId>' +
    "<Code>InvalidAccessKeyId.NotFound</Code><Message>canary</Message></Error>";
  const error = await failure({ status: 404, headers: type("text/xml"), body });
  expect(error.summary).toBe("Unknown access key");
  expect(error.detail).toContain("(Aliyun IoT: HTTP 404, code InvalidAccessKeyId.NotFound, request REQ-X)");
});

test.each<[Reply, string, RegExp]>([
  [turnedAway("InvalidAccessKeyId.NotFound", 404), "Unknown access key", /CONNECT_ALIYUN_ACCESS_KEY_ID.*ALIBABA_CLOUD/],
  [turnedAway("InvalidAccessKeyId.Inactive"), "Access key disabled", /RAM console/],
  [turnedAway("InvalidSecurityToken.Expired"), "Security token not accepted", /same place/],
  [turnedAway("IncompleteSignature"), "Signature not accepted", /CONNECT_ALIYUN_ACCESS_KEY_SECRET/],
  [turnedAway("InvalidTimeStamp.Format"), "Request not accepted", /malformed in QueryProduct/],
  [turnedAway("MissingProductKey"), "Request not accepted", /\(MissingProductKey\).*bug report/],
  [turnedAway("MissingRegionId"), "Region missing or wrong", /region .*CONNECT_ALIYUN_REGION/],
  [turnedAway("InvalidApi.NotFound", 404), "API not found", /does not know QueryProduct/],
  [turnedAway("UnsupportedHTTPMethod", 403), "API not found", /endpoint/],
  [turnedAway("Forbidden.RAM", 403), "Access denied", /AliyunIOTReadOnlyAccess/],
  [refusal("iot.common.RamActionPermissionDeny", 400), "Access denied", /iot:QueryProduct and iot:QueryProductList/],
  [
    refusal("iot.Sre.IotInstanceNotFound"),
    "Unknown instance",
    /none is set.*CONNECT_ALIYUN_INSTANCE_ID.*CONNECT_ALIYUN_REGION/,
  ],
  [refusal("iot.auth.InvalidIotInstanceId"), "Unknown instance", /instance_id/],
  [refusal("Iot.system.BillIsOverDue"), "Bill overdue", /paid/],
  [refusal("iot.common.APINotSupportedInInstance"), "Not supported by the instance", /instance_id/],
  [refusal("iot.common.InvalidPageParams"), "Request not accepted", /InvalidPageParams/],
  [refusal("iot.common.QueryProductActionError"), "The platform failed", /internal error/],
  [refusal("iot.new.Thing"), "The platform refused", /code iot\.new\.Thing, which its documents do not explain/],
  [{ status: 403, headers: type("text/html"), body: html }, "Access denied on the way", /HTTP 403.*<html>/],
  [{ status: 404, body: {} }, "API not found", /with its port/],
  [{ status: 413, body: "" }, "Request not accepted", /HTTP 413/],
])("%j is explained with code and request", async (reply, summary, detail) => {
  const error = await failure(reply);
  expect(error.summary).toBe(summary);
  expect(error.detail).toMatch(detail);
});

test("an instance that is set is named when the service does not know it", async () => {
  const error = await failure(refusal("iot.system.InstanceNotFound"), { instanceId: "iot-060a" });
  expect(error.detail).toContain("knows no instance iot-060a of this account");
});

test.each([
  ["ahead of", 5],
  ["behind", -20],
])("a clock that is %s the service's is told with the difference", async (direction, minutes) => {
  const date = new Date(Date.now() - minutes * 60_000).toUTCString();
  const error = await failure(turnedAway("InvalidTimeStamp.Expired", 400, "", { date }));
  expect(error.detail).toContain(`clock is ${Math.abs(minutes)} minutes ${direction} the service's`);
});

test("what the service quotes of a request it finds badly signed is never shown", async () => {
  const { source, calls } = await service(({ raw, headers }) => {
    const text = `GET&%2F&${encodeURIComponent(raw.slice(2))} ${headers.authorization ?? ""} ${headers["x-acs-security-token"]}`;
    const messages = [
      `Specified signature is not matched with our calculation. server string to sign is:${text}`,
      `The request ${raw} is bad, ${text}`,
      `${decodeURIComponent(raw)} ${text}`,
    ];
    return turnedAway("SignatureDoesNotMatch", 400, messages[(calls.length - 1) % 3]);
  });
  for (const signature of ["rpc", "acs3"])
    for (let time = 0; time < 3; time++) {
      const error = await rejection<AliyunError>(source({ securityToken, signature }).get("P", null));
      const text = JSON.stringify({ ...error }) + error.stack;
      const { query, headers } = calls[calls.length - 1] as (typeof calls)[0];
      const proof = query.get("Signature") ?? /Signature=(\w+)/.exec(String(headers.authorization))?.[1] ?? "";
      expect(proof).not.toBe("");
      for (const hidden of [proof, encodeURIComponent(proof), "canary"]) expect(text).not.toContain(hidden);
      expect(error.detail).toContain(signature === "rpc" ? 'signature = "acs3"' : 'signature = "rpc"');
    }
  expect((await rejection<AliyunError>(source().get("P", null))).detail).toContain(
    'message "Specified signature is not matched with our calculation. (hidden)"',
  );
});

test("nothing behind the reading of an answer holds the secret, unless it was asked for", () => {
  const text = JSON.stringify(ok(detail(1, { Extra: { ProductSecret: "canary" } }), { ProductSecret: "canary" }).body);
  const read = (withSecrets?: boolean) =>
    readAnswer(
      { status: 200, headers: {}, text },
      { purpose: "get product P", secrets: [], credentials: [], withSecrets },
    );
  expect(JSON.stringify(read())).not.toContain("canary");
  expect(read(true).withheld).toEqual({ productSecret: "canary-product-secret" });
  expect(JSON.stringify(read(true).json)).not.toContain("canary");
});

test("the sample of the compatible service is read as it stands in its document", async () => {
  const document = readFileSync(`${__dirname}/query-product.sample.json`, "utf8");
  const { source } = await service(() => ({ body: document }));
  expect(await source().get("k1ymv1DuLfE", null)).toMatchObject({
    id: "k1ymv1DuLfE",
    productName: "demo网关",
    productDesc: "",
    productType: "Device",
    dataFormat: "Json",
    createTime: "2024-11-17T15:49:24.256Z",
    modelId: null,
    aliyun: { aliyunCommodityCode: "iothub_senior", categoryKey: "", id2: false, netType: null, protocolType: null },
  });
});
