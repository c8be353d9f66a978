import { existsSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { packageRoot } from "../mirror/package";
import { LookupError } from "./error";
import type { LookupRequest, Reply } from "./request";

/** The worker ends what takes too long and says so; if it does not even do that, it hangs. */
const GRACE_MS = 3_000;

let worker: Worker | undefined;

/** Asks and blocks this thread until the answer is there: no turn of the event loop passes. */
export function askNow(request: LookupRequest): Reply[] {
  const { port, flag } = send(request);
  try {
    Atomics.wait(flag, 0, 0, request.seconds * 1000 + GRACE_MS);
    const received = receiveMessageOnPort(port);
    if (received === undefined) throw hangs(request);
    return JSON.parse(received.message);
  } finally {
    port.close();
  }
}

/** Asks without blocking. */
export async function askSoon(request: LookupRequest): Promise<Reply[]> {
  const { port } = send(request);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Reply[]>((resolve, reject) => {
      port.once("message", (text: string) => resolve(JSON.parse(text)));
      timer = setTimeout(() => reject(hangs(request)), request.seconds * 1000 + GRACE_MS);
    });
  } finally {
    clearTimeout(timer);
    port.close();
  }
}

/** A channel for each request: the blocked and the patient never get each other's answers. */
function send(request: LookupRequest): { port: MessagePort; flag: Int32Array } {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  worker ??= start();
  worker.postMessage({ request: JSON.stringify(request), port: port2, flag }, [port2]);
  return { port: port1, flag };
}

function start(): Worker {
  const file = join(packageRoot(), "dist", "lookup-worker.js");
  // A missing file would be reported to an event loop that is about to sleep.
  if (!existsSync(file)) throw new Error(`${file} is not built. Run "npm run build" in cdktf-connect.`);
  // No execArgv: loaders of the program (tsx, ts-node) are none of the worker's business.
  const started = new Worker(file, { execArgv: [], env: { ...process.env } });
  const forget = () => {
    if (worker === started) worker = undefined;
  };
  started.on("error", forget).on("exit", forget).unref();
  return started;
}

function hangs({ seconds }: LookupRequest): LookupError {
  worker?.terminate().catch(() => {});
  worker = undefined;
  return new LookupError(
    "No answer in time",
    `The thread that reads the platform did not answer within ${seconds} s (ten times request_timeout) and was ended. The next look-up starts a new one.`,
  );
}
