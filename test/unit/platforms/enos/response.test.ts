import { gzipSync } from "node:zlib";
import { readResponse } from "../../../../src/platforms/enos/response";
import type { Problem } from "../../../../src/schema/problem";
import type { ProblemCode } from "../../../../src/schema/problem-codes";
import { gateway, ok, type Reply, refusal, row } from "../../../support/gateway";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

async function failure(reply: Reply, settings = {}): Promise<Problem> {
  const { source } = await gateway(() => reply);
  const error = await rejection<Problem>(source(settings, { maxAttempts: 1 }).get("P", null));
  expect(JSON.stringify(error) + error.stack).not.toContain("canary");
  expect(error.facts).toMatchObject({ purpose: "get product P", platform: "EnOS Connect" });
  expect(error.detail).toMatch(/^Could not get product P\. .*\(EnOS Connect: HTTP \d+.*\)$/s);
  expect(error.summary).toMatch(/^[A-Z].*[^.]$/);
  return error;
}

const html = "<html>\n<head><title>Sign in</title></head><body>please</body></html>";
const type = (contentType: string) => ({ "content-type": contentType });
const secret = '{"code":0,"data":{"productSecret":"canary-product-secret"';

test.each<[string, Reply, ProblemCode, RegExp]>([
  [
    "an HTML page",
    { headers: type("text/html"), body: html },
    "answer-foreign",
    /not JSON: content type text\/html, beginning "<html> <head>/,
  ],
  ["an empty body", { body: "" }, "answer-foreign", /not JSON: an empty body, content type application\/json/],
  [
    "truncated JSON",
    { body: secret },
    "answer-foreign",
    /not JSON: \d+ characters of broken JSON, content type application\/json/,
  ],
  ["JSON behind a prefix", { body: `)]}',\n${secret}` }, "answer-foreign", /not JSON/],
  ["the end of some JSON", { body: secret.slice(20) }, "answer-foreign", /not JSON/],
  ["half a secret's name", { body: `canary","productSecret":"canary"}` }, "answer-foreign", /not JSON/],
  ["a list", { body: [] }, "answer-foreign", /a list, not an object/],
  ["a number", { body: "5" }, "answer-foreign", /a number, not an object/],
  ["null", { body: "null" }, "answer-foreign", /null, not an object/],
  [
    "JSON that is no envelope",
    { body: { status: "up" } },
    "answer-foreign",
    /JSON without a numeric code \(found nothing\)/,
  ],
  ["a code that is no number", { body: { code: "OK" } }, "answer-foreign", /without a numeric code \(found a string\)/],
  ["success without data", ok(null), "answer-misshapen", /A product is null/],
  ["a list where a product belongs", ok([]), "answer-misshapen", /A product is a list/],
  ["another product", ok(row("Q")), "answer-mismatched", /returned product "Q"/],
  [
    "a wrong type in one field",
    ok(row("P", { modelId: 5 })),
    "answer-misshapen",
    /In product "P", modelId: expected a string, found a number/,
  ],
])("%s is told as what it is", async (_, reply, code, reason) => {
  const error = await failure(reply);
  expect(error.code).toBe(code);
  expect(error.reason).toMatch(reason);
  expect(error.facts.status).toBe(200);
});

test("a redirect is not followed and only the origin of its target is told", async () => {
  const error = await failure({ status: 302, headers: { location: "https://login.example/x?canary=1" }, body: "" });
  expect(error.code).toBe("answer-foreign");
  expect(error.reason).toMatch(/redirects to https:\/\/login\.example; redirects are not followed/);
  expect((await failure({ status: 307, headers: { location: "/canary" }, body: "" })).reason).toContain("redirects;");
});

test.each<[string, Reply, ProblemCode, RegExp]>([
  [
    "403",
    { status: 403, body: { message: "Your IP address is not allowed" } },
    "access-denied-on-the-way",
    /IP address.*allowed/,
  ],
  ["404", { status: 404, body: { message: "no Route matched" } }, "api-not-found", /api_version = "v2\.1"/],
  ["413", { status: 413, body: { message: "Request size limit exceeded" } }, "request-too-large", /expression/],
  [
    "429",
    { status: 429, headers: { "retry-after": "86400" }, body: {} },
    "too-many-requests",
    /Retry-After 86400.*requests_per_second/,
  ],
  [
    "500",
    { status: 500, body: { message: "An unexpected error occurred" } },
    "platform-failed",
    /HTTP 500.*unexpected/,
  ],
  ["503 in HTML", { status: 503, headers: type("text/html"), body: html }, "platform-failed", /HTTP 503.*<html>/],
  ["400", { status: 400, body: { message: "Cannot process request body" } }, "request-rejected", /HTTP 400/],
  ["200 under 500", { ...ok(row("P")), status: 500 }, "platform-failed", /HTTP 500/],
])("the gateway's %s is explained", async (_, reply, code, detail) => {
  const error = await failure(reply);
  expect(error).toMatchObject({ code, facts: { status: reply.status } });
  expect(error.detail).toMatch(detail);
});

test("an answer of an unexpected shape names the setting that has to fit the edition", async () => {
  const { remedy } = await failure(ok(row("P", { modelId: 5 })));
  expect(remedy).toMatch(/Check that api_version \(or CONNECT_ENOS_API_VERSION\).*report it as a bug/);
});

test("an address unknown to v2.1 is not blamed on the version", async () => {
  const error = await failure({ status: 404, body: {} }, { apiVersion: "v2.1" });
  expect(error.detail).toContain("Help > Environment Information");
  expect(error.detail).not.toContain("api_version");
});

test.each<[Reply, ProblemCode, RegExp]>([
  [
    refusal(99400, "Invalid Argument orgId:  orgId does not exist"),
    "organization-unknown",
    /does not accept o1 .*org_id/,
  ],
  [refusal(99400, "Invalid arguments"), "request-rejected", /expression/],
  [refusal(99403, "Denied resource:  orgId o1"), "access-denied", /"Product: Read".*org_id/],
  [
    refusal(99500, " Internal Server Error"),
    "platform-failed",
    /code 99500, message "Internal Server Error", request req-9/,
  ],
  [refusal(24001, "odd"), "platform-refused", /code 24001, which its documents do not explain/],
  [refusal(99403, "no", 403), "access-denied", /HTTP 403, code 99403, message "no", request req-9/],
  [{ body: { code: "99403", msg: "as text" } }, "access-denied", /code 99403/],
])("%j is explained with code, message and request", async (reply, code, detail) => {
  const error = await failure(reply);
  const said = Object(reply.body);
  expect(error.code).toBe(code);
  expect(error.facts).toMatchObject({
    status: reply.status ?? 200,
    platformCode: Number(said.code),
    message: said.msg.trim().replace(/\s+/g, " "),
    ...(said.requestId && { requestId: said.requestId }),
  });
  expect(error.detail).toMatch(detail);
});

test.each([11611, 11404, 99404])("code %i means that there is no such product, under any HTTP status", async (code) => {
  for (const status of [200, 404]) {
    const { source } = await gateway(() => refusal(code, "Product cannot be found", status));
    expect(await rejection(source().get("P", "o2"))).toMatchObject({
      code: "product-not-found",
      reason: 'There is no product "P" in organization o2 of EnOS Connect.',
      facts: { platform: "EnOS Connect", status, platformCode: code, requestId: "req-9" },
    });
  }
});

test("the numbers of a failure that was tried again are told", async () => {
  const { source } = await gateway(() => ({ status: 503, body: {} }));
  const error = await rejection<Problem>(source().get("P", null));
  expect(error).toMatchObject({ code: "platform-failed", facts: { status: 503, attempts: 3 } });
  expect(error.detail).toMatch(/\(EnOS Connect: HTTP 503, 3 attempts in \d+ ms\)$/);
});

test("a compressed answer that nobody asked for is an error, not noise", async () => {
  const body = gzipSync("{}");
  const { source } = await gateway((_, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(body);
    return undefined;
  });
  expect(await rejection(source().get("P", null))).toMatchObject({ code: "answer-compressed" });
});

test("nothing behind the reading of an answer can hold a secret", () => {
  const json = ok([row("P", { protocolGatewayIds: { productSecret: "canary" } })], { productSecret: "canary" }).body;
  const response = { status: 200, headers: {}, text: JSON.stringify(json) };
  const answer = readResponse(response, { purpose: "search products", codeName: "code", secrets: [], credentials: [] });
  expect(JSON.stringify(answer)).toContain('"modelId":"M"');
  expect(JSON.stringify(answer)).not.toContain("canary");
});

test.each<[string, (token: string) => Reply]>([
  ["x-request-id", (token) => ({ status: 500, headers: { "x-request-id": token }, body: "" })],
  ["x-kong-request-id", (token) => ({ ...refusal(99500, "no"), headers: { "x-kong-request-id": `a ${token}` } })],
  ["the content type", (token) => ({ headers: { "content-type": `text/${token}` }, body: "x" })],
  [
    "the target of a redirect",
    (token) => ({ status: 302, headers: { location: `https://${token}.example/` }, body: "" }),
  ],
  ["Retry-After", (token) => ({ status: 429, headers: { "retry-after": token }, body: "" })],
  ["requestId", (token) => ({ body: { code: 99403, msg: "no", requestId: token, data: null } })],
  ["the message of a gateway", (token) => ({ status: 401, body: { message: `bad ${token}` } })],
  ["a page", (token) => ({ status: 502, headers: { "content-type": "text/html" }, body: `<p>${token}</p>` })],
  ["a product's key", (token) => ok(row(token))],
  ["the key of a tag", (token) => ok(row("P", { productTags: { [token]: 1 } }))],
  ["a value", (token) => ok(row("P", { productDesc: `made by ${token}` }))],
  ["the name of a member", (token) => ok(row("P", { [token]: token }))],
])("an access token quoted in %s is not shown", async (_, answer) => {
  const { source } = await gateway(({ headers }) => answer(String(headers["apim-accesstoken"])));
  const error = await rejection<Problem>(source({}, { maxAttempts: 1 }).get("P", null));
  expect(error.detail).toMatch(/^Could not get product P\. /);
  expect(JSON.stringify(error) + error.stack).not.toMatch(/canary-token/i);
});

test("a credential in a value is an error that names the member, for values are recorded", async () => {
  const { source } = await gateway(({ headers }) =>
    ok(row("P", { productDesc: `made by ${headers["apim-accesstoken"]}` })),
  );
  const error = await rejection<Problem>(source().get("P", null));
  expect(error.code).toBe("answer-misshapen");
  expect(error.reason).toContain('In product "P", productDesc holds a key or token');
});

test("3,000 characters of a header are not shown", async () => {
  const error = await failure({ status: 500, headers: { "x-request-id": "r".repeat(3_000) }, body: "" });
  expect(error.detail.length).toBeLessThan(600);
});
