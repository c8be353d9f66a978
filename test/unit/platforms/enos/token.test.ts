import type { Problem } from "../../../../src/schema/problem";
import type { ProblemCode } from "../../../../src/schema/problem-codes";
import { pass, stopClock, until } from "../../../support/clock";
import { accessKey, gateway, granted, ok, refusal, row, secretKey } from "../../../support/gateway";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

const one = () => ok(row("P"));
const tokenRefusal = (status: number, http = 200) => ({ status: http, body: { status, msg: "told by the platform" } });

test("a token is asked for once, unsigned, and used for all that follows", async () => {
  const { source, calls, tokenCalls } = await gateway(one);
  const products = source();
  await products.get("P", null);
  await Promise.all([products.get("P", null), products.get("P", null)]);
  expect(tokenCalls).toHaveLength(1);
  const [{ path, method, headers, body }] = tokenCalls as [(typeof tokenCalls)[0]];
  expect([path, method]).toEqual(["/apim-token-service/v2.0/token/get", "POST"]);
  expect(JSON.parse(body)).toEqual({
    appKey: accessKey,
    encryption: expect.stringMatching(/^[0-9a-f]{64}$/),
    timestamp: expect.any(Number),
  });
  expect(Object.keys(headers).filter((name) => name.startsWith("apim-"))).toEqual([]);
  expect(calls.map((call) => call.headers["apim-accesstoken"])).toEqual(Array(3).fill("canary-token-1"));
});

test("calls at the same time share one token request", async () => {
  const { source, calls, tokenCalls } = await gateway(one);
  const products = source();
  await Promise.all(Array.from({ length: 20 }, () => products.get("P", null)));
  expect([tokenCalls.length, calls.length]).toEqual([1, 20]);
});

test("a caller that gives up does not take the token from the others", async () => {
  let answer: (() => void) | undefined;
  const { source } = await gateway(one, ({ number }, response) => {
    answer = () => response.end(JSON.stringify(granted(`t${number}`).body));
    return undefined;
  });
  const products = source();
  const controller = new AbortController();
  const first = rejection<Problem>(products.get("P", null, controller.signal));
  const second = products.get("P", null);
  await until(() => answer);
  controller.abort();
  expect((await first).code).toBe("request-cancelled");
  answer?.();
  expect((await second).productKey).toBe("P");
});

test("when all callers have given up, the next one asks anew", async () => {
  const { source, tokenCalls } = await gateway(one, ({ number }) => (number === 1 ? undefined : granted("t")));
  const products = source();
  const controller = new AbortController();
  stopClock();
  const first = rejection<Problem>(products.get("P", null, controller.signal));
  await until(() => tokenCalls.length === 1);
  controller.abort();
  expect((await first).code).toBe("request-cancelled");
  await products.get("P", null);
  expect(tokenCalls).toHaveLength(2);
});

test("a token is asked for anew a little before it expires", async () => {
  const { source, tokenCalls } = await gateway(one, ({ number }) => granted(`t${number}`, 7200));
  const products = source();
  stopClock();
  await products.get("P", null);
  await pass((7200 - 60) * 1000 - 1);
  await products.get("P", null);
  expect(tokenCalls).toHaveLength(1);
  await pass(1);
  await products.get("P", null);
  expect(tokenCalls).toHaveLength(2);
});

test.each([[undefined], ["7200"], [null]])("an expiry of %j does not stop anything", async (expire) => {
  const { source, tokenCalls } = await gateway(one, () => granted("t", expire));
  const products = source();
  await products.get("P", null);
  await products.get("P", null);
  expect(tokenCalls).toHaveLength(1);
});

test("a collision with another process (1001) is tried again with another time", async () => {
  const { source, tokenCalls } = await gateway(one, ({ number }) => (number < 4 ? tokenRefusal(1001) : granted("t")));
  expect((await source().get("P", null)).productKey).toBe("P");
  const times = tokenCalls.map(({ body }) => JSON.parse(body).timestamp);
  expect(new Set(times).size).toBe(4);
  expect([...times].sort()).toEqual(times);
});

test("no two token requests carry the same time, even while the clock stands still", async () => {
  const { source, tokenCalls } = await gateway(one, ({ number }) => (number < 4 ? tokenRefusal(1001) : granted("t")));
  const clock = jest.spyOn(Date, "now").mockReturnValue(1700000000000);
  await source().get("P", null);
  clock.mockRestore();
  expect(tokenCalls.map(({ body }) => JSON.parse(body).timestamp - 1700000000000)).toEqual([0, 1, 2, 3]);
});

test("collisions without end are an error that says so", async () => {
  const { source, tokenCalls } = await gateway(one, () => tokenRefusal(1001));
  const error = await rejection<Problem>(source().get("P", null));
  expect(tokenCalls).toHaveLength(5);
  expect(error).toMatchObject({ code: "token-not-granted", facts: { status: 200, platformCode: 1001 } });
  expect(error.reason).toContain("Other processes with the same access key");
});

test.each<[number, ProblemCode, RegExp]>([
  [1002, "access-key-unknown", /access_key.*CONNECT_ENOS_ACCESS_KEY/],
  [1003, "secret-key-wrong", /secret_key.*CONNECT_ENOS_SECRET_KEY/],
  [1004, "token-not-granted", /malformed.*CONNECT_ENOS_ACCESS_KEY.*CONNECT_ENOS_SECRET_KEY/],
  [1005, "token-not-granted", /failed internally/],
  [1202, "token-not-granted", /empty.*CONNECT_ENOS_ACCESS_KEY/],
  [4711, "platform-refused", /code 4711, which its documents do not explain/],
])("token code %i is explained, under any HTTP status", async (platformCode, code, detail) => {
  for (const http of [200, 400, 401]) {
    const { source, tokenCalls } = await gateway(one, () => tokenRefusal(platformCode, http));
    const error = await rejection<Problem>(source().get("P", null));
    expect(error).toMatchObject({
      code,
      facts: { purpose: "get an access token", platformCode, status: http, message: "told by the platform" },
    });
    expect(error.detail).toMatch(detail);
    expect(error.detail).toMatch(/^Could not get an access token\./);
    expect(tokenCalls).toHaveLength(1);
  }
});

test.each([[{}], [{ accessToken: "" }], [{ accessToken: "a\nb" }], [{ accessToken: 5 }], [null]])(
  "a granted token of the shape %j is an explained error",
  async (data) => {
    const { source } = await gateway(one, () => ({ body: { status: 0, data } }));
    expect(await rejection(source().get("P", null))).toMatchObject({
      code: "answer-foreign",
      reason: expect.stringContaining("data.accessToken"),
    });
  },
);

const unauthorized = { status: 401, body: { message: "Invalid authentication credentials" } };

test.each([
  ["HTTP 401", unauthorized],
  ["code 1203", refusal(1203, "token expired")],
])("after %s a new token is got and the call made again", async (_, reply) => {
  const { source, calls, tokenCalls } = await gateway(({ number }) => (number === 1 ? reply : one()));
  expect((await source().get("P", null)).productKey).toBe("P");
  expect(calls.map((call) => call.headers["apim-accesstoken"])).toEqual(["canary-token-1", "canary-token-2"]);
  expect(tokenCalls).toHaveLength(2);
});

test("when the new token is refused as well, the error says what may be behind it", async () => {
  const { source, calls } = await gateway(() => ({ ...unauthorized, headers: { "x-request-id": "req-7" } }));
  const error = await rejection<Problem>(source().get("P", null));
  expect(calls).toHaveLength(2);
  expect(error).toMatchObject({ code: "token-rejected", facts: { status: 401, requestId: "req-7" } });
  expect(error.detail).toMatch(/twice\. Check that endpoint.*Invalid authentication credentials.*req-7/);
});

test.each([
  [-12, "12 minutes ahead of"],
  [5, "5 minutes behind"],
])("a clock that differs by %i minutes is named", async (minutes, text) => {
  const date = new Date(Date.now() + minutes * 60_000).toUTCString();
  const { source } = await gateway(() => ({ ...unauthorized, headers: { date } }));
  const error = await rejection<Problem>(source().get("P", null));
  expect(error.code).toBe("clock-off");
  expect(error.reason).toContain(`This machine's clock is ${text} the platform's.`);
  expect(error.remedy).toContain("Correct this machine's clock");
});

test("many calls refused at once get one new token", async () => {
  const { source, tokenCalls } = await gateway(({ headers }) =>
    headers["apim-accesstoken"] === "canary-token-1" ? unauthorized : one(),
  );
  const products = source();
  await Promise.all(Array.from({ length: 10 }, () => products.get("P", null)));
  expect(tokenCalls).toHaveLength(2);
});

test("the secret key is never sent, and no error tells keys or tokens even if the platform quotes them", async () => {
  const { source, calls, tokenCalls } = await gateway(({ headers }) => ({
    status: 400,
    body: { message: `bad ${headers["apim-accesstoken"]} ${accessKey} ${secretKey}` },
  }));
  const error = await rejection<Problem>(source().get("P", null));
  expect(JSON.stringify([...calls, ...tokenCalls].map(({ headers, body }) => [headers, body]))).not.toContain(
    secretKey,
  );
  expect(error.detail).toContain("bad (hidden) (hidden) (hidden)");
  expect(JSON.stringify(error) + error.stack).not.toContain("canary");
});
