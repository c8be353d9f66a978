import { randomBytes } from "node:crypto";
import type { Problem } from "../../../../src/schema/problem";
import { gateway, ok, type Reply, refusal, row } from "../../../support/gateway";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

const sealed = randomBytes(48).toString("base64");
const sessionKey = randomBytes(256).toString("base64");
const plain = { sessionKey: undefined };

const ask = async (reply: Reply, apiVersion = "v2.4", log: unknown[] = []) => {
  const { source, calls } = await gateway(() => reply);
  const result = source({ apiVersion }, { observe: (event) => log.push(event) }).getSecret("P", null);
  return { result, calls };
};

test("v2.1 is asked for the product, and its secret is plain", async () => {
  const { result, calls } = await ask(ok(row("P", plain)), "v2.1");
  expect(await result).toEqual({ secret: "canary-product-secret", encryptedSecret: null, sessionKey: null });
  expect(calls.map(({ path, query }) => `${path}?${query}`)).toEqual([
    "/connect-service/v2.1/products?action=get&orgId=o1&productKey=P",
  ]);
});

test("v2.4 is asked for the secret, which comes encrypted", async () => {
  const { result, calls } = await ask(ok(row("P", { productSecret: sealed, sessionKey })));
  expect(await result).toEqual({ secret: null, encryptedSecret: sealed, sessionKey });
  expect(calls[0]?.query.get("requireSecret")).toBe("true");
});

test("get and search never ask for it", async () => {
  const { source, calls } = await gateway(({ method }) =>
    method === "GET" ? ok(row("P")) : ok([], { pagination: { totalSize: 0 } }),
  );
  const products = source();
  await products.get("P", null);
  await products.search({ orgId: null, where: {}, expression: null, maxItems: 1, details: true });
  expect(calls.map(({ query, body }) => `${query}${body}`).join()).not.toContain("equireSecret");
});

test.each([
  ["hexadecimal digits", randomBytes(32).toString("hex"), randomBytes(128).toString("hex")],
  ["base64 in lines", sealed.replace(/(.{20})/g, "$1\r\n"), sessionKey.replace(/(.{76})/g, "$1\n")],
  ["base64 for addresses", randomBytes(50).toString("base64url"), randomBytes(512).toString("base64url")],
])("ciphertext in %s is taken for one", async (_, productSecret, key) => {
  const { result } = await ask(ok(row("P", { productSecret, sessionKey: key })));
  expect(await result).toEqual({ secret: null, encryptedSecret: productSecret, sessionKey: key });
});

test.each([
  ["a sentence", "canary no permission to read it", "canary no permission to read it"],
  ["Chinese", "canary没有权限", "canary没有权限"],
  ["one short word", "canaryDenied", "canaryDenied"],
  ["one long word", "canary_permission_denied_for_this_resource", "canary_permission_denied_for_this_resource"],
  ["a text beside a session key", "canary no permission", sessionKey],
  ["a text beside a secret", sealed, "canary no permission"],
])("%s in its place is a missing permission, and is not shown", async (_, productSecret, key) => {
  const { result } = await ask(ok(row("P", { productSecret, sessionKey: key })));
  const error = await rejection<Problem>(result);
  expect(error.code).toBe("secret-unreadable");
  expect(error.remedy).toMatch(/"Product: Create" or "Product: Update"/);
  expect(error.facts).toMatchObject({ status: 200, platformCode: 0, requestId: "req-1" });
  expect(JSON.stringify(error) + error.stack).not.toContain("canary");
});

test.each([
  ["v2.4", "no session key", plain, "answer-misshapen", "without the sessionKey"],
  ["v2.4", "nothing", { productSecret: null, sessionKey: null }, "secret-missing", "no product secret"],
  ["v2.1", "an empty text", { productSecret: "", ...plain }, "secret-missing", "no product secret"],
  ["v2.4", "a number", { productSecret: 42 }, "answer-misshapen", "productSecret: expected a string, found a number"],
])("%s with %s is an explained error", async (apiVersion, _, change, code, reason) => {
  const { result } = await ask(ok(row("P", change)), apiVersion);
  const error = await rejection<Problem>(result);
  expect(error.code).toBe(code);
  expect(error.reason).toContain(reason);
  expect(JSON.stringify(error) + error.stack).not.toContain("canary");
});

test("ciphertext of an API that should send plain text is not mistaken for it", async () => {
  const { result } = await ask(ok(row("P", { productSecret: sealed, sessionKey })), "v2.1");
  expect(await result).toEqual({ secret: null, encryptedSecret: sealed, sessionKey });
});

test("a missing key pair says where to have one made", async () => {
  const { result } = await ask(refusal(11858, "Unable to find public key"));
  const error = await rejection<Problem>(result);
  expect(error).toMatchObject({ code: "rsa-key-missing", facts: { platformCode: 11858, requestId: "req-9" } });
  expect(error.remedy).toMatch(/IAM > Service Account.*RSA Key Pair/);
});

test("a product that is not there is told like one that is read, and another product is refused", async () => {
  const missing = await ask(refusal(11404, "Product cannot be found"));
  expect(await rejection(missing.result)).toMatchObject({
    code: "product-not-found",
    facts: { platformCode: 11404, requestId: "req-9" },
  });
  const other = await ask(ok(row("Q")));
  expect(await rejection(other.result)).toMatchObject({
    code: "answer-mismatched",
    reason: expect.stringContaining('returned product "Q"'),
  });
});

test("the secret is in no log", async () => {
  const log: unknown[] = [];
  await (await ask(ok(row("P", plain)), "v2.1", log)).result;
  expect(log.length).toBeGreaterThan(1);
  expect(JSON.stringify(log)).not.toContain("canary");
});
