import type { Problem } from "../../../../src/schema/problem";
import {
  accessKeyId,
  accessKeySecret,
  detail,
  ok,
  refusal,
  securityToken,
  service,
  turnedAway,
} from "../../../support/aliyun-service";
import { pass, stopClock, until } from "../../../support/clock";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

const soon = { "x-acs-retry-after": "5" };

test("a product is asked for with all that signature 1.0 signs", async () => {
  const { source, calls } = await service(() => ok(detail(1)));
  await source({ instanceId: "iot-1", securityToken }).get("a1key1", null);
  const [{ method, raw, query, headers }] = calls as [(typeof calls)[0]];
  expect(method).toBe("GET");
  expect(raw.startsWith("/?")).toBe(true);
  expect(Object.fromEntries(query)).toEqual({
    Action: "QueryProduct",
    Version: "2018-01-20",
    Format: "JSON",
    AccessKeyId: accessKeyId,
    SecurityToken: securityToken,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: expect.stringMatching(/^[0-9a-f-]{36}$/),
    Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    Signature: expect.stringMatching(/^[\w+/]{27}=$/),
    ProductKey: "a1key1",
    IotInstanceId: "iot-1",
  });
  expect(headers["user-agent"]).toBe("test/1");
});

test("with ACS3 only the question is in the URL, and every header of the kind is signed", async () => {
  const { source, calls, host } = await service(() => ok(detail(1)));
  await source({ signature: "acs3", instanceId: "iot-1", securityToken }).get("a1key1", null);
  const [{ raw, headers }] = calls as [(typeof calls)[0]];
  expect(raw).toBe("/?IotInstanceId=iot-1&ProductKey=a1key1");
  expect(headers).toMatchObject({
    host,
    accept: "application/json",
    "x-acs-action": "QueryProduct",
    "x-acs-version": "2018-01-20",
    "x-acs-security-token": securityToken,
    "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  });
  const own = Object.keys(headers).filter((name) => name.startsWith("x-acs-"));
  expect(headers.authorization).toMatch(
    new RegExp(
      `^ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${["host", ...own.sort()].join(";")},Signature=[0-9a-f]{64}$`,
    ),
  );
});

test.each(["rpc", "acs3"])("a key is percent-encoded strictly and arrives as it was, with %s", async (signature) => {
  const key = "a b+c%d&e=f'(g)*~产";
  const { source, calls } = await service(() => ok(detail(1, { ProductKey: key })));
  await source({ signature }).get(key, null);
  expect(calls[0]?.query.get("ProductKey")).toBe(key);
  expect(calls[0]?.raw).toContain("ProductKey=a%20b%2Bc%25d%26e%3Df%27%28g%29%2A~%E4%BA%A7");
});

test.each(["rpc", "acs3"])("every attempt has a nonce of its own, with %s", async (signature) => {
  const { source, calls } = await service(({ number }) =>
    number === 1
      ? { status: 503, body: "" }
      : number === 2
        ? turnedAway("Throttling.User", 400, "", soon)
        : ok(detail(1)),
  );
  await source({ signature }).get("a1key1", null);
  const nonces = calls.map(({ query, headers }) => query.get("SignatureNonce") ?? headers["x-acs-signature-nonce"]);
  expect(new Set(nonces).size).toBe(3);
});

test.each([400, 429, 503])("flow control under HTTP %i is waited out", async (status) => {
  const { source, calls } = await service(({ number }) =>
    number <= 2 ? turnedAway("Throttling.Api", status, "Request was denied.", soon) : ok(detail(1)),
  );
  expect((await source().get("a1key1", null)).productKey).toBe("a1key1");
  expect(calls).toHaveLength(3);
});

test("flow control that does not end is an error after ten attempts, with the hint and the numbers", async () => {
  const { source, calls } = await service(() => turnedAway("Throttling.User", 400, "Request was denied.", soon));
  const error = await rejection<Problem>(source().get("a1key1", null));
  expect(calls).toHaveLength(10);
  expect(error).toMatchObject({
    code: "too-many-requests",
    facts: { status: 400, platformCode: "Throttling.User", requestId: "REQ-9", attempts: 10 },
  });
  expect(error.detail).toMatch(
    /requires a wait of 1 s\. A refused call fails after 10 attempts or 60 s\. Set requests_per_second.*\(Aliyun IoT: HTTP 400, code Throttling\.User, message "Request was denied\.", request REQ-9, 10 attempts in \d+ ms\)$/,
  );
});

test("a failure that passes is asked again, one that stays is told", async () => {
  const passing = await service(({ number }) => (number === 1 ? refusal("iot.system.SystemException") : ok(detail(1))));
  expect((await passing.source().get("a1key1", null)).id).toBe("a1key1");
  const staying = await service(() => refusal("iot.system.SystemException", 500));
  const error = await rejection<Problem>(staying.source({}, { maxAttempts: 1 }).get("a1key1", null));
  expect(error).toMatchObject({ code: "platform-failed", facts: { platformCode: "iot.system.SystemException" } });
  expect(staying.calls).toHaveLength(1);
});

test("a nonce that was seen is replaced once", async () => {
  const { source, calls } = await service(() => turnedAway("SignatureNonceUsed"));
  expect((await rejection<Problem>(source().get("a1key1", null))).code).toBe("request-repeated");
  expect(calls).toHaveLength(2);
});

test("what will not pass is asked once", async () => {
  const { source, calls } = await service(() => turnedAway("InvalidAccessKeyId.NotFound", 404));
  await rejection(source().get("a1key1", null));
  expect(calls).toHaveLength(1);
});

test.each<[string, () => ReturnType<typeof turnedAway> | undefined]>([
  ["for the answer", () => undefined],
  ["between two attempts", () => turnedAway("Throttling.User", 400, "", { "x-acs-retry-after": "10000" })],
])("a read that is cancelled while it waits %s waits for nothing", async (_, reply) => {
  const { source, calls } = await service(reply);
  const controller = new AbortController();
  const answered: unknown[] = [];
  stopClock();
  const read = rejection(
    source({}, { observe: (event) => event.event === "request" && answered.push(event) }).get(
      "a1key1",
      null,
      controller.signal,
    ),
  );
  await until(() => (reply() === undefined ? calls : answered).length === 1);
  controller.abort();
  expect(await read).toMatchObject({ code: "request-cancelled", facts: { purpose: "get product a1key1" } });
  expect(calls).toHaveLength(1);
});

test("request_timeout ends an attempt without an answer", async () => {
  const { source, calls } = await service(() => undefined);
  stopClock();
  const error = rejection(source({}, { requestTimeout: 30, maxAttempts: 1 }).get("a1key1", null));
  await until(() => calls.length === 1);
  await pass(30_000);
  expect(await error).toMatchObject({ code: "answer-timeout", facts: { elapsedMs: 30_000 } });
});

test("no secret is in the log, in an error of the connection or in a result", async () => {
  const log: unknown[] = [];
  const { source } = await service(({ number }, response) => {
    if (number === 1) return ok(detail(1));
    response.destroy();
    return undefined;
  });
  for (const signature of ["rpc", "acs3"]) {
    const products = source({ securityToken, signature }, { observe: (event) => log.push(event), maxAttempts: 1 });
    const found = await products.get("a1key1", null).catch((error: Error) => error);
    expect(JSON.stringify([found, { ...found }, log]) + ((found as Error).stack ?? "")).not.toMatch(/canary|Signature/);
  }
  expect(log).toHaveLength(6);
  expect(JSON.stringify({ accessKeySecret })).toContain("canary");
});
