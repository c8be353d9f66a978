import { setMaxListeners } from "node:events";
import { Problem } from "../schema/problem";

/** The codes of a request whose time is up, by what it waited for. */
export type TimeoutCode = "connection-timeout" | "answer-timeout";

/** Ends a request when its time is up, when the caller cancels it, or when the client closes. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Starts the time limit. */
  start(seconds: number): void;
  /** ms left */
  remaining(): number;
  /** The problem it ended with; `meanwhile`: a sentence about the state of the request, `late`: the code if time is up. */
  problem(meanwhile: string, late?: TimeoutCode): Problem;
  /** Removes timers and listeners. */
  close(): void;
}

/** A deadline whose time has not started: until then, only the caller and the client end the request. */
export function openDeadline(cancelled: AbortSignal | undefined, closed: AbortSignal): Deadline {
  const controller = new AbortController();
  let limit = 0;
  let end = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let ended: string | undefined;
  const abort = (reason?: string) => () => {
    if (controller.signal.aborted) return;
    ended = reason;
    controller.abort();
  };
  const stops = [
    cancelled && onAbort(cancelled, abort("The request was cancelled.")),
    onAbort(closed, abort("The connection was closed during the request.")),
  ];
  return {
    signal: controller.signal,
    start(seconds) {
      limit = seconds;
      end = performance.now() + seconds * 1000;
      timer = setTimeout(abort(), seconds * 1000);
    },
    remaining: () => Math.max(0, end - performance.now()),
    problem: (meanwhile, late) =>
      ended === undefined ? timeUp(limit, meanwhile, late) : new Problem("request-cancelled", { reason: ended }),
    close() {
      clearTimeout(timer);
      for (const stop of stops) stop?.();
    },
  };
}

const timeUp = (seconds: number, meanwhile: string, late: TimeoutCode = "answer-timeout"): Problem =>
  new Problem(late, {
    reason: `request_timeout = ${seconds} s passed. ${meanwhile}`,
    remedy: "Check endpoint, and raise request_timeout if the platform is slow.",
    settings: ["request_timeout"],
  });

/** The problem of a request that its caller cancelled. */
export const cancelled = (purpose: string): Problem =>
  new Problem("request-cancelled", { reason: "The request was cancelled.", facts: { purpose } });

/** Calls back when the signal is aborted, immediately if it is already; call the result to stop listening. */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  // All parallel calls of Terraform share one signal; Node would warn of a leak at the eleventh listener.
  setMaxListeners(0, signal);
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

/** The promise, or the signal's reason when it is aborted first. The promise's later outcome is ignored. */
export function abortable<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const stop = onAbort(signal, () => reject(signal.reason));
    work.then(resolve, reject).finally(stop);
  });
}

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return abortable(elapsed, signal).finally(() => clearTimeout(timer));
}
