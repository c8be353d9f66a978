import { readFileSync } from "node:fs";
import { readResponse } from "../../../../src/platforms/aliyun/response";
import type { Problem } from "../../../../src/schema/problem";
import type { ProblemCode } from "../../../../src/schema/problem-codes";
import { detail, ok, type Reply, refusal, securityToken, service, turnedAway } from "../../../support/aliyun-service";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

async function failure(reply: Reply, settings = {}): Promise<Problem> {
  const { source } = await service(() => reply);
  const error = await rejection<Problem>(source(settings, { maxAttempts: 1 }).get("a1key1", null));
  expect(JSON.stringify(error) + error.stack).not.toContain("canary");
  expect(error.facts).toMatchObject({ purpose: "get product a1key1", platform: "Aliyun IoT" });
  expect(error.detail).toMatch(/^Could not get product a1key1\. .*\(Aliyun IoT: HTTP \d+[^()]*\)$/s);
  expect(error.summary).toMatch(/^[A-Z].*[^.]$/);
  return error;
}

const type = (contentType: string) => ({ "content-type": contentType });
const html = "<html>\n<head><title>Sign in</title></head><body>please</body></html>";
const secret = '{"Success":true,"Data":{"ProductSecret":"canary-product-secret"';

test.each<[string, Reply, ProblemCode, RegExp]>([
  [
    "an HTML page",
    { headers: type("text/html"), body: html },
    "answer-foreign",
    /not JSON: content type text\/html, beginning "<html> <head>/,
  ],
  ["an empty body", { body: "" }, "answer-foreign", /not JSON: an empty body/],
  ["truncated JSON", { body: secret }, "answer-foreign", /not JSON: \d+ characters of broken JSON/],
  ["the end of some JSON", { body: secret.slice(26) }, "answer-foreign", /not JSON/],
  ["a list", { body: [] }, "answer-foreign", /a list, not an object/],
  ["null", { body: "null" }, "answer-foreign", /null, not an object/],
  [
    "a health check",
    { body: { status: "up" } },
    "answer-foreign",
    /JSON without Success \(found nothing\) and without Code/,
  ],
  ["Data without Success", { body: { Data: detail(1) } }, "answer-foreign", /without Success \(found nothing\)/],
  [
    "Success that is neither true nor false",
    { body: { Success: "yes", Data: detail(1) } },
    "answer-foreign",
    /without Success \(found a string\)/,
  ],
  ["success without Data", ok(null), "answer-misshapen", /A product is null/],
  ["a list where a product belongs", ok([]), "answer-misshapen", /A product is a list/],
  ["another product", ok(detail(2)), "answer-mismatched", /returned product "a1key2"/],
  [
    "a wrong type",
    ok(detail(1, { Owner: 1 })),
    "answer-misshapen",
    /In product "a1key1", Owner: expected true or false, found a number/,
  ],
  [
    "failure without a code",
    { body: { Success: false, Data: detail(1) } },
    "platform-refused",
    /returned Success: false without a code/,
  ],
  [
    "success with the code of a failure",
    ok(detail(1), { Code: "iot.system.Odd" }),
    "platform-refused",
    /code iot\.system\.Odd, which its/,
  ],
  [
    "success in XML",
    { body: "<QueryProductResponse><Success>true</Success><Data/></QueryProductResponse>" },
    "answer-foreign",
    /not JSON: .*beginning "<QueryProductResponse>/,
  ],
])("%s is told as what it is", async (_, reply, code, reason) => {
  const error = await failure(reply);
  expect(error.code).toBe(code);
  expect(error.reason).toMatch(reason);
  expect(error.facts.status).toBe(200);
});

test.each([200, 400, 403, 404, 500])("both envelopes are understood under HTTP %i", async (status) => {
  for (const reply of [refusal("iot.system.UidNotFound", status), turnedAway("iot.system.UidNotFound", status)]) {
    expect(await failure(reply)).toMatchObject({
      code: "account-rejected",
      facts: { status, platformCode: "iot.system.UidNotFound", requestId: "REQ-9" },
    });
  }
});

test.each([200, 400, 404])(
  "an unknown product is not found under HTTP %i, however the code is spelled",
  async (status) => {
    const { source, host } = await service(({ number }) =>
      refusal(number === 1 ? "iot.prod.NotExistedProduct" : "Iot.prod.InvalidFormattedProductKey", status),
    );
    expect(await rejection(source({ instanceId: "iot-1" }).get("P", null))).toMatchObject({
      code: "product-not-found",
      reason: `There is no product "P" in Aliyun IoT at ${host}, in instance iot-1.`,
      facts: { platform: "Aliyun IoT", status, platformCode: "iot.prod.NotExistedProduct", requestId: "REQ-9" },
    });
    expect(await rejection(source().get("P", null))).toMatchObject({
      code: "product-not-found",
      reason: expect.stringContaining("without instance_id"),
      facts: { platformCode: "Iot.prod.InvalidFormattedProductKey" },
    });
  },
);

test("success under the HTTP status of a failure is none", async () => {
  expect((await failure({ ...ok(detail(1)), status: 500 })).code).toBe("platform-failed");
});

test("a redirect is not followed and only the origin of its target is told", async () => {
  const error = await failure({ status: 302, headers: { location: "https://login.example/x?canary=1" }, body: "" });
  expect(error.code).toBe("answer-foreign");
  expect(error.reason).toMatch(/redirects to https:\/\/login\.example; redirects are not followed/);
});

test("an error in XML is told by code and request", async () => {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>REQ-X</RequestId><HostId>iot.example</HostId>' +
    "<Code>InvalidAccessKeyId.NotFound</Code><Message>canary</Message></Error>";
  const error = await failure({ status: 404, headers: type("text/xml"), body });
  expect(error.code).toBe("access-key-unknown");
  expect(error.detail).toContain("(Aliyun IoT: HTTP 404, code InvalidAccessKeyId.NotFound, request REQ-X)");
});

test.each<[Reply, ProblemCode, RegExp]>([
  [turnedAway("InvalidAccessKeyId.NotFound", 404), "access-key-unknown", /CONNECT_ALIYUN_ACCESS_KEY_ID.*ALIBABA_CLOUD/],
  [turnedAway("InvalidAccessKeyId.Inactive"), "access-key-disabled", /RAM console/],
  [turnedAway("InvalidSecurityToken.Expired"), "security-token-rejected", /three parts together/],
  [turnedAway("IncompleteSignature"), "signature-rejected", /CONNECT_ALIYUN_ACCESS_KEY_SECRET/],
  [turnedAway("InvalidTimeStamp.Format"), "request-rejected", /QueryProduct is missing or malformed/],
  [turnedAway("MissingProductKey"), "request-rejected", /\(MissingProductKey\).*report it as a bug/],
  [turnedAway("MissingRegionId"), "region-missing", /region .*CONNECT_ALIYUN_REGION/],
  [turnedAway("InvalidApi.NotFound", 404), "api-not-found", /does not know QueryProduct/],
  [turnedAway("UnsupportedHTTPMethod", 403), "api-not-found", /endpoint/],
  [turnedAway("Forbidden.RAM", 403), "access-denied", /AliyunIOTReadOnlyAccess/],
  [refusal("iot.common.RamActionPermissionDeny", 400), "access-denied", /iot:QueryProduct and iot:QueryProductList/],
  [
    refusal("iot.Sre.IotInstanceNotFound"),
    "instance-missing",
    /none is set.*CONNECT_ALIYUN_INSTANCE_ID.*CONNECT_ALIYUN_REGION/,
  ],
  [refusal("iot.auth.InvalidIotInstanceId"), "instance-missing", /instance_id/],
  [turnedAway("MissingIotInstanceId"), "instance-missing", /CONNECT_ALIYUN_INSTANCE_ID/],
  [refusal("Iot.system.BillIsOverDue"), "bill-overdue", /paid/],
  [refusal("iot.common.APINotSupportedInInstance"), "instance-unsuitable", /instance_id/],
  [refusal("iot.common.InvalidPageParams"), "request-rejected", /InvalidPageParams/],
  [refusal("iot.common.QueryProductActionError"), "platform-failed", /internal error/],
  [refusal("iot.new.Thing"), "platform-refused", /code iot\.new\.Thing, which its documents do not explain/],
  [{ status: 403, headers: type("text/html"), body: html }, "access-denied-on-the-way", /HTTP 403.*<html>/],
  [{ status: 404, body: {} }, "api-not-found", /with its port/],
  [{ status: 413, body: "" }, "request-rejected", /HTTP 413/],
])("%j is explained with code and request", async (reply, code, detail) => {
  const error = await failure(reply);
  const { Code: platformCode, RequestId: requestId } = Object(reply.body);
  expect(error.code).toBe(code);
  expect(error.facts).toMatchObject({ status: reply.status, ...(platformCode && { platformCode, requestId }) });
  expect(error.detail).toMatch(detail);
});

test.each([
  [refusal("iot.system.InstanceNotFound"), "does not know instance iot-060a of this account"],
  [turnedAway("InvalidIotInstanceId"), "does not accept the instance iot-060a"],
])("%j names the instance that is set", async (reply, reason) => {
  const error = await failure(reply, { instanceId: "iot-060a" });
  expect(error.code).toBe("instance-unknown");
  expect(error.reason).toContain(reason);
});

test.each([
  ["ahead of", 5],
  ["behind", -20],
])("a clock that is %s the platform's is told with the difference", async (direction, minutes) => {
  const date = new Date(Date.now() - minutes * 60_000).toUTCString();
  const error = await failure(turnedAway("InvalidTimeStamp.Expired", 400, "", { date }));
  expect(error.code).toBe("clock-off");
  expect(error.reason).toContain(`clock is ${Math.abs(minutes)} minutes ${direction} the platform's.`);
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
      const error = await rejection<Problem>(source({ securityToken, signature }).get("P", null));
      const text = JSON.stringify(error) + error.stack;
      const { query, headers } = calls[calls.length - 1] as (typeof calls)[0];
      const proof = query.get("Signature") ?? /Signature=(\w+)/.exec(String(headers.authorization))?.[1] ?? "";
      expect(error.code).toBe("signature-rejected");
      expect(proof).not.toBe("");
      for (const hidden of [proof, encodeURIComponent(proof), "canary"]) expect(text).not.toContain(hidden);
      expect(error.detail).toContain(signature === "rpc" ? 'signature = "acs3"' : 'signature = "rpc"');
    }
  expect((await rejection<Problem>(source().get("P", null))).detail).toContain(
    'message "Specified signature is not matched with our calculation. (hidden)"',
  );
});

test("nothing behind the reading of an answer holds the secret, unless it was asked for", () => {
  const text = JSON.stringify(ok(detail(1, { Extra: { ProductSecret: "canary" } }), { ProductSecret: "canary" }).body);
  const read = (withSecrets?: boolean) =>
    readResponse(
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
