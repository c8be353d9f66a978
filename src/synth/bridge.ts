import { existsSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Answer } from "../lock/entry";
import { packageRoot } from "../mirror/package";
import type { Unread } from "../product/unread";
import type { Query } from "../reader/query";
import { patience, type Target } from "../reader/target";
import { Problem, type ProblemData } from "../schema/problem";

/** The worker ends what takes too long and says so; if it does not even do that, it hangs. */
const GRACE_MS = 3_000;

/** The worker with the line for those who sleep: one request at a time, for they sleep. */
interface Reader extends Line {
  readonly worker: Worker;
}

let reader: Reader | undefined;

/** Asks and blocks this thread until the answer is there: no turn of the event loop passes. */
export function askNow(request: LookupRequest): Reply[] {
  reader ??= start();
  const { port, flag } = reader;
  Atomics.store(flag, 0, 0);
  port.postMessage(JSON.stringify(request));
  Atomics.wait(flag, 0, 0, patience(request.connection) * 1000 + GRACE_MS);
  const received = receiveMessageOnPort(port);
  if (received === undefined) throw hangs(request);
  return JSON.parse(received.message);
}

/** Asks without blocking, on a channel of its own: several may wait at once. */
export async function askSoon(request: LookupRequest): Promise<Reply[]> {
  reader ??= start();
  const { port1, port2 } = new MessageChannel();
  reader.worker.postMessage({ request: JSON.stringify(request), port: port2 } satisfies Letter, [port2]);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Reply[]>((resolve, reject) => {
      port1.once("message", (text: string) => resolve(JSON.parse(text)));
      timer = setTimeout(() => reject(hangs(request)), patience(request.connection) * 1000 + GRACE_MS);
    });
  } finally {
    clearTimeout(timer);
    port1.close();
  }
}

function start(): Reader {
  const file = join(packageRoot(), "dist", "lookup-worker.js");
  // A missing file would be reported to an event loop that is about to sleep.
  if (!existsSync(file)) throw new Error(`${file} is not built. Run "npm run build" in cdktf-connect.`);
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  // No execArgv: loaders of the program (tsx, ts-node) are none of the worker's business.
  const worker = new Worker(file, {
    execArgv: [],
    env: { ...process.env },
    workerData: { port: port2, flag } satisfies Line,
    transferList: [port2],
  });
  const forget = () => {
    if (reader?.worker === worker) reader = undefined;
  };
  worker.on("error", forget).on("exit", forget).unref();
  return { worker, port: port1, flag };
}

function hangs({ connection }: LookupRequest): Problem {
  reader?.worker.terminate().catch(() => {});
  reader = undefined;
  return new Problem("answer-timeout", {
    reason: `The thread that reads the platform did not answer within ${patience(connection)} s (ten times request_timeout) and was ended. The next look-up starts a new one.`,
  });
}

/** One question of a request. */
export interface Question {
  readonly query: Query;
  readonly orgId: string | null;
  readonly maxItems: number;
  /** whether keys that look alike are wanted when there is no such product; they cost a search */
  readonly hints: boolean;
}

/** What the worker is asked at once: questions about one platform. It travels as JSON. */
export interface LookupRequest extends Omit<Target, "platform"> {
  readonly platform: string;
  readonly questions: readonly Question[];
}

/** What came of one question, as the reader answers it. */
export type Reply =
  | { readonly value: Answer; readonly absent?: ProblemData; readonly unread?: readonly Unread[] }
  | { readonly failed: ProblemData };

/** The way of requests to the worker and of replies back; the flag is raised after each reply and wakes the waiting thread. */
export interface Line {
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

/** A request that is awaited, with the port for the reply. */
export interface Letter {
  readonly request: string;
  readonly port: MessagePort;
}
