import type { HttpResponse } from "../../../src/http/http";
import { checkScheme, openQueue } from "../../../src/http/open";
import { isWorthRepeating, pauseAfter, retryAfter } from "../../../src/http/send";
import { Problem } from "../../../src/schema/problem";
import { type ProblemCode, summaries } from "../../../src/schema/problem-codes";
import { quick } from "../../support/loopback-server";

const now = Date.parse("2024-01-01T00:00:00Z");

test.each([
  ["120", 120_000],
  [" 0.5 ", 500],
  ["Mon, 01 Jan 2024 00:01:00 GMT", 60_000],
  ["Sun, 31 Dec 2023 00:00:00 GMT", 0],
  ["soon", undefined],
  ["-5x", undefined],
  [undefined, undefined],
])("Retry-After %j asks for %s ms", (header, ms) => {
  expect(retryAfter(header, now)).toBe(ms);
});

const limits = (random: number) => quick({ firstPause: 100, longestPause: 5000, random: () => random });
const limited = (seconds: string): HttpResponse => ({ status: 429, headers: { "retry-after": seconds }, text: "" });

test("pauses double from 100 ms to 5 s, with jitter over their whole length", () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) => pauseAfter(attempt, limits(1)));
  expect(longest).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
  expect(pauseAfter(3, limits(0))).toBe(0);
  expect(pauseAfter(3, limits(0.25))).toBe(100);
});

test("a Retry-After counts when it is longer than the pause, up to 20 s", () => {
  expect(pauseAfter(1, limits(0.5), limited("7"))).toBe(7000);
  expect(pauseAfter(1, limits(0.5), limited("0"))).toBe(50);
  expect(pauseAfter(1, limits(0.5), limited("86400"))).toBe(20_000);
});

test("only answers that may pass are tried again, 500 once", () => {
  const answer = (status: number): HttpResponse => ({ status, headers: {}, text: "" });
  const statuses = [200, 301, 400, 401, 403, 404, 409, 500, 501];
  expect(statuses.filter((status) => isWorthRepeating(answer(status), 1))).toEqual([500]);
  expect(isWorthRepeating(answer(500), 2)).toBe(false);
});

test("only failures of the way that may pass are tried again, an unknown name once", () => {
  const repeated = (attempt: number) =>
    (Object.keys(summaries) as ProblemCode[])
      .filter((code) => isWorthRepeating(new Problem(code, { reason: "r" }), attempt))
      .sort();
  const always = [
    "answer-timeout",
    "connection-lost",
    "connection-refused",
    "connection-timeout",
    "name-server-failed",
  ];
  expect(repeated(2)).toEqual(always);
  expect(repeated(1)).toEqual([...always, "host-unknown"].sort());
});

test.each(["https://a.example", "http://localhost:1", "http://127.0.0.1", "http://127.1.2.3", "http://[::1]:8080"])(
  "%s may be used",
  (url) => expect(() => checkScheme(new URL(url), false)).not.toThrow(),
);

test.each(["http://a.example", "http://10.0.0.1", "http://localhost.example", "http://[::2]", "http://128.0.0.1"])(
  "%s needs allow_plain_http, and the error says so",
  (url) => {
    const explained = expect.objectContaining<Partial<Problem>>({
      code: "plain-http",
      remedy: expect.stringMatching(/https:\/\/.*allow_plain_http = true/),
      settings: ["allow_plain_http"],
    });
    expect(() => checkScheme(new URL(url), false)).toThrow(explained);
    expect(() => checkScheme(new URL(url), true)).not.toThrow();
  },
);

test("other schemes are never used", () => {
  const refused = expect.objectContaining<Partial<Problem>>({
    code: "endpoint-unusable",
    reason: expect.stringContaining("ftp://"),
  });
  expect(() => checkScheme(new URL("ftp://a.example"), true)).toThrow(refused);
});

test("a turn given up in the queue is not lost for the others", async () => {
  const queue = openQueue(1, null);
  const leave = await queue.enter();
  const controller = new AbortController();
  const second = queue.enter(controller.signal);
  const third = queue.enter();
  controller.abort(new Error("enough"));
  await expect(second).rejects.toThrow("enough");
  leave();
  (await third)();
  await queue.enter();
});

test("the parts of undici that the provider has are those of its front door", () => {
  const [whole, parts] = [require("undici"), require("../../../src/launch/undici-parts")];
  for (const [name, part] of Object.entries(parts)) expect([name, part]).toEqual([name, whole[name]]);
});
