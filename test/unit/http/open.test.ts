import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import type { Http, HttpEvent, HttpLimits, HttpOptions, HttpRequest } from "../../../src/http/http";
import { openHttp } from "../../../src/http/open";
import { isProblem, type Problem } from "../../../src/schema/problem";
import { pass, stopClock, until } from "../../support/clock";
import { closeAll, closing, httpOptions, listen, listenRaw, quick, rejection } from "../../support/loopback-server";

afterEach(closeAll);

const open = (options: Partial<HttpOptions> = {}, limits: Partial<HttpLimits> = {}): Http =>
  closing(openHttp(httpOptions(options), quick(limits)));
const get =
  (address: string, headers = {}) =>
  (): HttpRequest => ({ method: "GET", url: new URL(address), headers });
const purpose = "get product P";

async function failure(http: Http, address: string, signal?: AbortSignal) {
  const error = await rejection<Problem>(http.send(get(address), { purpose, signal }));
  expect(isProblem(error)).toBe(true);
  return { error };
}

test("an answer comes with status, lower-case headers and text in UTF-8", async () => {
  const address = await listen((_, response) => response.writeHead(201, { "X-Some": "a" }).end("\uFEFF描述"));
  const answer = await open().send(get(address), { purpose });
  expect(answer).toMatchObject({ status: 201, headers: { "x-some": "a" }, text: "描述", attempts: 1 });
});

test("method, path, query, headers and body arrive as prepared; compression is not asked for", async () => {
  const seen: unknown[] = [];
  const address = await listen(({ method, url, headers }, response, body) => {
    seen.push([method, url, headers["x-a"], headers["user-agent"], headers["accept-encoding"], body]);
    response.end("{}");
  });
  const url = new URL(`${address}/p?q=%20%2B&r=%E6%8F%8F`);
  await open().send(() => ({ method: "POST", url, headers: { "x-a": "1" }, body: "描" }), { purpose });
  expect(seen).toEqual([["POST", "/p?q=%20%2B&r=%E6%8F%8F", "1", "test/1", undefined, "描"]]);
});

test("requests one after another share one connection", async () => {
  const ports = new Set<number | undefined>();
  const address = await listen(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end("{}");
  });
  const http = open();
  for (let count = 0; count < 5; count++) await http.send(get(address), { purpose });
  expect(ports.size).toBe(1);
});

test.each([408, 425, 429, 502, 503, 504])("HTTP %i is tried again until it passes", async (status) => {
  let calls = 0;
  const address = await listen((_, response) => response.writeHead(++calls < 3 ? status : 200).end());
  expect(await open().send(get(address), { purpose })).toMatchObject({ status: 200, attempts: 3 });
});

test.each([
  [500, 2],
  [503, 3],
  [400, 1],
  [401, 1],
  [403, 1],
  [404, 1],
  [301, 1],
])("HTTP %i that stays is the answer after %i attempts", async (status, attempts) => {
  const address = await listen((_, response) => response.writeHead(status, { location: "/elsewhere" }).end());
  expect(await open().send(get(address), { purpose })).toMatchObject({ status, attempts });
});

test("every attempt is prepared anew, because signatures age", async () => {
  const seen: (string | undefined)[] = [];
  const address = await listen((request, response) => {
    seen.push(request.url);
    response.writeHead(503).end();
  });
  let count = 0;
  await open().send(() => get(`${address}/${++count}`)(), { purpose });
  expect(seen).toEqual(["/1", "/2", "/3"]);
});

test("a port nobody listens on is named, with the attempts made", async () => {
  const { error } = await failure(open(), "http://127.0.0.1:1/p?secret=1");
  expect(error).toMatchObject({
    code: "connection-refused",
    facts: { purpose, url: "http://127.0.0.1:1/p", attempts: 3, elapsedMs: expect.any(Number) },
  });
  expect(error.detail).toMatch(
    /^Could not get product P\. No server listens at 127\.0\.0\.1:1\. Check endpoint.*\(http:\/\/127\.0\.0\.1:1\/p, 3 attempts in \d+ ms\)$/,
  );
});

test("localhost with several addresses is named as well", async () => {
  const { error } = await failure(open({ maxAttempts: 1 }), "http://localhost:1/");
  expect(error.code).toBe("connection-refused");
  expect(error.detail).toMatch(/No server listens at (\[::1\]|127\.0\.0\.1):1 \(for localhost:1\)\./);
});

test("a name without an address is tried once more and explained", async () => {
  const { error } = await failure(open({ allowPlainHttp: true, maxAttempts: 9 }), "http://no-such-host.invalid/");
  expect(error).toMatchObject({ code: "host-unknown", facts: { attempts: 2 } });
  expect(error.reason).toContain("http://no-such-host.invalid");
});

test("a server that accepts and never answers ends with the deadline, after several attempts", async () => {
  let calls = 0;
  const address = await listen(() => {
    calls += 1;
  });
  stopClock();
  const failed = failure(open({ requestTimeout: 30 }), address);
  await until(() => calls === 1);
  // A silent attempt leaves half of the time to the others; between them are pauses of 1 and 2 ms.
  await pass(15_000 + 1);
  await until(() => calls === 2);
  await pass(7_500 + 2);
  await until(() => calls === 3);
  await pass(30_000);
  const { error } = await failed;
  expect(error).toMatchObject({ code: "answer-timeout", facts: { attempts: 3, elapsedMs: 30_000 } });
  expect(error.detail).toMatch(
    /request_timeout = 30 s passed\. 127\.0\.0\.1:\d+ accepted the connection and did not respond\./,
  );
  expect(calls).toBe(3);
});

test("an answer that drips ends with the same deadline", async () => {
  let dripped = 0;
  const address = await listen((_, response) => {
    const timer = setInterval(() => response.write(" ", () => dripped++), 1_000);
    response.on("close", () => clearInterval(timer));
    response.write("{", () => dripped++);
  });
  stopClock();
  const failed = failure(open({ requestTimeout: 30 }), address);
  for (let second = 0; second < 30; second++) {
    await until(() => dripped > second);
    await pass(1_000);
  }
  const { error } = await failed;
  expect(error).toMatchObject({ code: "answer-timeout", facts: { attempts: 1, elapsedMs: 30_000 } });
  expect(error.reason).toMatch(/127\.0\.0\.1:\d+ started a response and did not finish it\.$/);
});

test("a server that never completes the TLS handshake is told from one that is silent", async () => {
  // TLS to a server that never speaks it: the handshake hangs.
  let connected = false;
  const address = await listenRaw(() => {
    connected = true;
  });
  stopClock();
  const failed = failure(open({ requestTimeout: 5, maxAttempts: 1 }), address.replace("http:", "https:"));
  await until(() => connected);
  await pass(5_000);
  const { error } = await failed;
  expect(error).toMatchObject({ code: "connection-timeout", facts: { elapsedMs: 5_000 } });
  expect(error.reason).toMatch(/127\.0\.0\.1:\d+ accepted the connection and did not complete the TLS handshake\.$/);
});

test.each([
  ["before the answer", (write: (text: string) => void) => write("")],
  [
    "in the middle of a body",
    (write: (text: string) => void) => write("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"),
  ],
])("a connection cut %s is tried again and then an error", async (_, begin) => {
  let calls = 0;
  const address = await listenRaw((socket) => {
    socket.once("data", () => {
      calls += 1;
      begin((text) => socket.write(text, () => socket.resetAndDestroy()));
    });
  });
  const { error } = await failure(open(), address);
  expect(error).toMatchObject({ code: "connection-lost", facts: { attempts: 3 } });
  expect(calls).toBe(3);
});

test("an answer that ends before its announced length is an error, not a shorter answer", async () => {
  const address = await listenRaw((socket) =>
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}")),
  );
  expect((await failure(open(), address)).error.code).toBe("connection-lost");
});

test.each([
  ["announced", { "content-length": "2000" }],
  ["unannounced", {}],
])("an %s answer over the cap is refused, naming the cap", async (_, headers) => {
  const address = await listen((_request, response) => response.writeHead(200, headers).end("x".repeat(2000)));
  const { error } = await failure(open({}, { maxBytes: 1024 }), address);
  expect(error).toMatchObject({ code: "answer-too-large", facts: { attempts: 1 } });
  expect(error.detail).toContain("larger than 0.000977 MiB");
});

test("what is not HTTP, and what is compressed, is named", async () => {
  const ssh = await listenRaw((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  expect((await failure(open(), ssh)).error.code).toBe("not-http");
  const gzip = await listen((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("x"));
  expect((await failure(open(), gzip)).error.code).toBe("answer-compressed");
});

test("a server that switches protocols unasked is no HTTP server, and the next request is sent as ever", async () => {
  let number = 0;
  const address = await listenRaw((socket) => {
    number += 1;
    const before = number === 1 ? "HTTP/1.1 101 Switching Protocols\r\n\r\n" : "";
    socket.once("data", () => socket.write(`${before}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}`));
  });
  const http = open();
  expect((await failure(http, address)).error.code).toBe("not-http");
  expect(await http.send(get(address), { purpose })).toMatchObject({ status: 200, text: "{}" });
});

test("a Retry-After of a day neither blocks nor outlasts the deadline: the answer is passed on", async () => {
  const address = await listen((_, response) => response.writeHead(429, { "retry-after": "86400" }).end());
  stopClock();
  const answer = await open({ requestTimeout: 5 }).send(get(address), { purpose });
  expect(answer).toMatchObject({ status: 429, attempts: 1, elapsedMs: 0 });
});

test.each([
  ["1", 1_000],
  ["7", 3_000],
])("a Retry-After of %s s that fits is waited for, and never longer than the limit", async (seconds, waited) => {
  let calls = 0;
  const address = await listen((_, response) => {
    response.writeHead(++calls === 1 ? 429 : 200, { "retry-after": seconds }).end();
  });
  stopClock();
  let attempts = 0;
  const observe = ({ event }: HttpEvent) => {
    if (event === "request") attempts += 1;
  };
  const sent = open({ requestTimeout: 10, observe }, { longestRetryAfter: 3_000 }).send(get(address), { purpose });
  await until(() => attempts === 1);
  await pass(waited);
  expect(await sent).toMatchObject({ status: 200, attempts: 2, elapsedMs: waited });
});

test.each(["unanswered", "unconnected", "pausing", "queued", "paced"])(
  "cancelling a request that is %s waits for nothing",
  async (state) => {
    let reached = 0;
    const address = await listen((_, response) => {
      reached += 1;
      if (state === "pausing") response.writeHead(503).end();
    });
    const silent = await listenRaw(() => {
      reached += 1;
    });
    const target = state === "unconnected" ? silent.replace("http:", "https:") : address;
    let attempts = 0;
    const http = open(
      {
        maxConnections: state === "queued" ? 1 : 10,
        requestsPerSecond: state === "paced" ? 0.01 : null,
        observe: ({ event }) => {
          if (event === "request") attempts += 1;
        },
      },
      { firstPause: 4000, longestPause: 4000 },
    );
    stopClock();
    if (state === "queued" || state === "paced") http.send(get(address), { purpose }).catch(() => {});
    const controller = new AbortController();
    const sent = failure(http, target, controller.signal);
    await until(() => (state === "pausing" ? attempts === 1 : reached === 1));
    controller.abort();
    expect((await sent).error.code).toBe("request-cancelled");
    expect(reached).toBe(1);
  },
);

test("closing ends what is under way, connections in the making included, and waits for nothing", async () => {
  let [asked, connected, cut] = [0, 0, 0];
  const address = await listen(() => {
    asked += 1;
  });
  const hanging = await listenRaw((socket) => {
    connected += 1;
    socket.resume().on("close", () => {
      cut += 1;
    });
  });
  const http = open({ maxAttempts: 1 });
  stopClock();
  const sent = [failure(http, address), failure(http, hanging.replace("http:", "https:"))];
  await until(() => asked === 1 && connected === 1);
  await http.close();
  expect((await Promise.all(sent)).map(({ error }) => error.code)).toEqual(["request-cancelled", "request-cancelled"]);
  await until(() => cut === 1);
  expect((await failure(http, address)).error.code).toBe("request-cancelled");
});

test("no more connections than allowed are open at once, and a turn waited for costs no time of the request", async () => {
  const asked: ServerResponse[] = [];
  let answered = 0;
  const address = await listen((_, response) => asked.push(response));
  const http = open({ maxConnections: 2, requestTimeout: 10 });
  stopClock();
  const sent = Promise.all(Array.from({ length: 12 }, () => http.send(get(address), { purpose })));
  while (answered < 12) {
    await until(() => asked.length === 2);
    await pass(4_000);
    expect(asked).toHaveLength(2);
    for (const response of asked.splice(0)) response.end();
    answered += 2;
  }
  expect(await sent).toHaveLength(12);
});

test("requests are spaced evenly when their rate is limited", async () => {
  const address = await listen((_, response) => response.end());
  const http = open({ requestsPerSecond: 25 });
  stopClock();
  const [start, times] = [performance.now(), [] as number[]];
  const prepare = () => {
    times.push(performance.now() - start);
    return get(address)();
  };
  const sent = Promise.all(Array.from({ length: 6 }, () => http.send(prepare, { purpose })));
  await pass(1_000);
  await sent;
  expect(times).toEqual([0, 40, 80, 120, 160, 200]);
});

test("what happens on the way is told, without query, headers and bodies", async () => {
  const events: HttpEvent[] = [];
  let calls = 0;
  const address = await listen((_, response) => response.writeHead(++calls < 2 ? 503 : 200).end("canary-body"));
  const http = open({ observe: (event) => events.push(event) });
  await http.send(get(`${address}/p?q=canary-query`, { "x-token": "canary-header" }), { purpose });
  await failure(http, "http://127.0.0.1:1/q?canary");
  const { host } = new URL(address);
  const request = { event: "request", method: "GET", ms: expect.any(Number) };
  const answered = { ...request, host, path: "/p", date: expect.stringContaining("GMT") };
  expect(events.slice(0, 6)).toEqual([
    { event: "connecting", host },
    { event: "connected", host, address: host },
    { ...answered, attempt: 1, status: 503 },
    { ...answered, attempt: 2, status: 200 },
    { event: "connecting", host: "127.0.0.1:1" },
    { ...request, host: "127.0.0.1:1", path: "/q", attempt: 1, error: "connection-refused" },
  ]);
  expect(JSON.stringify(events)).not.toContain("canary");
});

test("an error never carries query, user name or header", async () => {
  const url = new URL("http://user:canary@127.0.0.1:1/p?key=canary");
  const request = () => ({ method: "GET" as const, url, headers: { "x-token": "canary" } });
  const error = await rejection(open().send(request, { purpose }));
  expect(JSON.stringify(error) + error.stack).not.toContain("canary");
});

test("during an outage, load grows by no more than the attempts allowed", async () => {
  let calls = 0;
  const address = await listen((_, response) => {
    calls += 1;
    response.writeHead(503).end();
  });
  const http = open({ maxAttempts: 2 });
  await Promise.all(Array.from({ length: 50 }, () => http.send(get(address), { purpose })));
  expect(calls).toBe(100);
});

test("connections are used again by the requests that follow", async () => {
  const ports = new Set<number | undefined>();
  const address = await listen(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end("x".repeat(100_000));
  });
  const http = open();
  for (let count = 0; count < 10; count++) await http.send(get(address), { purpose });
  expect(ports.size).toBeLessThanOrEqual(2);
});

test("a thousand requests under one signal raise no warning and leave no listener behind", async () => {
  const warnings: Error[] = [];
  const listener = (warning: Error) => warnings.push(warning);
  process.on("warning", listener);
  const address = await listen((_, response) => response.end("{}"));
  const { signal } = new AbortController();
  const http = open();
  await Promise.all(Array.from({ length: 1000 }, () => http.send(get(address), { purpose, signal })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listener);
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
