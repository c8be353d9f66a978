import { once } from "node:events";
import { join } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { packageRoot } from "../mirror/package";
import { type ProblemData, problemOf } from "../schema/problem";
import type { Operations } from "./operations";

/** The worker only works in memory, so it answers at once or not at all. */
const PATIENCE_MS = 30_000;

/** What leads to a running emulator. */
export interface Ready {
  readonly endpoint: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the worker needs: its options as JSON, the way of calls and results, and the flag that it raises after each result. */
export interface Line {
  readonly options: string;
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

/** What comes back from the worker, as JSON. */
export type Result = { readonly value: unknown } | { readonly failed: ProblemData };

export interface EmulatorThread extends Ready {
  /** Has the worker do something, and blocks until it is done. Throws the worker's Problem. */
  call<Name extends keyof Operations>(name: Name, ...args: Parameters<Operations[Name]>): ReturnType<Operations[Name]>;
  close(): Promise<void>;
}

/** Starts an emulator that also answers while this thread is blocked. Throws Problem if options or seed do not fit. */
export async function startThread(options: object): Promise<EmulatorThread> {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  // No execArgv: loaders of the program (tsx, ts-node) are none of the worker's business.
  const worker = new Worker(join(packageRoot(), "dist", "testing", "worker.js"), {
    execArgv: [],
    workerData: { port: port2, flag, options: JSON.stringify(options) } satisfies Line,
    transferList: [port2],
  });
  const [started] = await once(worker, "message");
  const ready = valueIn(started) as Ready;
  let isOpen = true;
  return {
    ...ready,
    call(name, ...args) {
      if (!isOpen) throw new Error("The emulator is closed.");
      Atomics.store(flag, 0, 0);
      port1.postMessage(JSON.stringify([name, args]));
      Atomics.wait(flag, 0, 0, PATIENCE_MS);
      const received = receiveMessageOnPort(port1);
      if (received !== undefined) return valueIn(received.message) as never;
      isOpen = false;
      worker.terminate().catch(() => {});
      throw new Error(`The thread of the emulator did not answer within ${PATIENCE_MS / 1000} s and was ended.`);
    },
    async close() {
      isOpen = false;
      port1.close();
      await worker.terminate();
    },
  };
}

function valueIn(text: string): unknown {
  const result = JSON.parse(text) as Result;
  if ("failed" in result) throw problemOf(result.failed);
  return result.value;
}
