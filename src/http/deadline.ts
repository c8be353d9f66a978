import { Problem } from "../schema/problem";
import { onAbort } from "./abort";

/** The codes of a request whose time is up, by what it waited for. */
export type TimeoutCode = "connection-timeout" | "answer-timeout";

/** Ends a request when its time is up, when the caller cancels it, or when the client closes. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** ms left */
  remaining(): number;
  /** The problem it ended with; `meanwhile`: a sentence about the state of the request, `late`: the code if time is up. */
  problem(meanwhile: string, late?: TimeoutCode): Problem;
  /** Removes timers and listeners. */
  close(): void;
}

/** Starts the time limit of one request. */
export function startDeadline(seconds: number, cancelled: AbortSignal | undefined, closed: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = performance.now() + seconds * 1000;
  let problem: Deadline["problem"] = (meanwhile, late) => timeUp(seconds, meanwhile, late);
  const abort = (why: Deadline["problem"]) => () => {
    if (controller.signal.aborted) return;
    problem = why;
    controller.abort();
  };
  const timer = setTimeout(abort(problem), seconds * 1000);
  const stops = [
    cancelled &&
      onAbort(
        cancelled,
        abort(() => cancelledBy("The request was cancelled.")),
      ),
    onAbort(
      closed,
      abort(() => cancelledBy("The connection was closed during the request.")),
    ),
  ];
  return {
    signal: controller.signal,
    remaining: () => Math.max(0, end - performance.now()),
    problem: (meanwhile, late) => problem(meanwhile, late),
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

const cancelledBy = (reason: string): Problem => new Problem("request-cancelled", { reason });

/** The problem of a request that its caller cancelled. */
export const cancelled = (purpose: string): Problem =>
  new Problem("request-cancelled", { reason: "The request was cancelled.", facts: { purpose } });
