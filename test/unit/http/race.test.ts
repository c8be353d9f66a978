import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { Worker } from "node:worker_threads";
import { explain } from "../../../src/http/explain";
import { printAttempts, type Race, race } from "../../../src/http/race";
import { until } from "../../support/clock";
import { closeAll, closing } from "../../support/loopback-server";

afterEach(closeAll);

/** A name with these addresses. */
const lookup = (...addresses: readonly string[]) =>
  ((_: string, __: object, found: (error: null, addresses: LookupAddress[]) => void) =>
    setImmediate(() =>
      found(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      ),
    )) as never;

function run(port: number, addresses: readonly string[], timeout = 60_000) {
  const own: { race?: Race } = {};
  const outcome = new Promise<{ error: Error | null; socket: unknown }>((resolve) => {
    own.race = race({ hostname: "name.example", port, timeout, lookup: lookup(...addresses) }, (error, socket) => {
      socket?.destroy();
      resolve({ error, socket });
    });
  });
  const attempts = () => own.race?.attempts ?? [];
  return { outcome, attempts, cancel: () => own.race?.cancel() };
}

/** A port of 127.0.0.1 that leaves connections unanswered until it is told to go on: nobody accepts them, and the queue is full. */
async function busyPort(): Promise<{ port: number; goOn: () => void }> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     const server = require("node:net").createServer((socket) => socket.on("error", () => {}));
     server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(workerData, 0, 0);
     });`,
    { eval: true, workerData: flag },
  );
  const goOn = () => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  closing({
    close: async () => {
      goOn();
      await worker.terminate();
    },
  });
  const [port] = await once(worker, "message");
  // A backlog of one has room for two.
  for (let filler = 0; filler < 2; filler++) {
    const socket = connect(port, "127.0.0.1");
    closing({ close: async () => void socket.destroy() });
    await once(
      socket.on("error", () => {}),
      "connect",
    );
  }
  return { port, goOn };
}

// Other systems have one address of loopback only, or another queue.
const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("a first address that is slow to answer is not given up for a second one that is dead", async () => {
  const { port, goOn } = await busyPort();
  const { outcome, attempts } = run(port, ["127.0.0.1", "127.0.0.2"]);
  await until(() => attempts()[1]?.error);
  goOn();
  const { error, socket } = await outcome;
  expect(error).toBeNull();
  expect(socket).toBeDefined();
  expect(attempts().map(({ address, error: code }) => [address, code])).toEqual([
    [`127.0.0.1:${port}`, undefined],
    [`127.0.0.2:${port}`, "ECONNREFUSED"],
  ]);
});

onLinux("a second address does not wait for a slow first one", async () => {
  const { port } = await busyPort();
  const second = createServer((socket) => socket.end());
  closing({ close: async () => void second.close() });
  await once(second.listen(port, "127.0.0.2"), "listening");
  const { outcome, attempts } = run(port, ["127.0.0.1", "127.0.0.2"]);
  expect((await outcome).error).toBeNull();
  expect(attempts().map(({ ended }) => ended !== undefined)).toEqual([false, true]);
});

onLinux("when time is up, the problem names each address, and how long it had", async () => {
  const { port } = await busyPort();
  const { outcome } = run(port, ["127.0.0.1", "127.0.0.2"], 700);
  const { error } = await outcome;
  const { code, reason } = explain(error, new URL("https://name.example"));
  expect(code).toBe("connection-timeout");
  expect(reason).toMatch(
    new RegExp(
      `^Could not connect to name\\.example \\(UND_ERR_CONNECT_TIMEOUT\\).* Tried 127\\.0\\.0\\.1:${port} \\(no response for \\d+ ms\\) and 127\\.0\\.0\\.2:${port} \\(ECONNREFUSED after \\d+ ms\\)\\.$`,
    ),
  );
});

test("all addresses are tried, in turns of their families, and all are named", async () => {
  const { outcome, attempts } = run(1, ["127.0.0.1", "127.0.0.1", "::1"]);
  const { error } = await outcome;
  expect(attempts().map(({ address }) => address)).toEqual(["127.0.0.1:1", "[::1]:1", "127.0.0.1:1"]);
  const { code, reason } = explain(error, new URL("https://name.example:1"));
  expect(code).toBe("connection-refused");
  expect(reason).toMatch(
    /^No server listens at name\.example:1\. Tried 127\.0\.0\.1:1 \(ECONNREFUSED after \d+ ms\), \[::1\]:1 /,
  );
});

test("one address is an error as Node has it, and nothing is said of others", async () => {
  const { outcome, attempts } = run(1, ["127.0.0.1"]);
  expect((await outcome).error).toMatchObject({ code: "ECONNREFUSED", address: "127.0.0.1", port: 1 });
  expect(printAttempts(attempts())).toBe("");
});

test("an address that refuses leads to the next at once", async () => {
  const server = createServer((socket) => socket.end());
  closing({ close: async () => void server.close() });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const { outcome } = run(port, ["::1", "127.0.0.1"]);
  expect((await outcome).error).toBeNull();
});

test("a race that is cancelled ends, also before it has addresses", async () => {
  const { outcome, attempts, cancel } = run(1, ["127.0.0.1", "127.0.0.1"]);
  cancel();
  expect((await outcome).error).toMatchObject({ code: "ECONNABORTED" });
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(attempts()).toEqual([]);
});
