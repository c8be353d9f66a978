import { onAbort } from "./abort";
import { Broken } from "./cause";

/** Ends what a request does: when its time is up, when the caller cancels, when everything is closed. */
export interface Deadline {
  /** its reason is a function: what was going on → the error to throw */
  readonly signal: AbortSignal;
  /** ms left */
  remaining(): number;
  /** Lets go of timers and listeners. */
  close(): void;
}

export type Cut = (meanwhile: string) => Broken;

/** Starts the time one request may take. */
export function startDeadline(seconds: number, cancelled: AbortSignal | undefined, closed: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = performance.now() + seconds * 1000;
  const onTime = () => controller.abort(timeUp(seconds));
  const onCancel = () => controller.abort(cancelledBy("The request was cancelled."));
  const onClose = () => controller.abort(cancelledBy("The connection was closed while the request was under way."));
  const timer = setTimeout(onTime, seconds * 1000);
  const stops = [cancelled && onAbort(cancelled, onCancel), onAbort(closed, onClose)];
  return {
    signal: controller.signal,
    remaining: () => Math.max(0, end - performance.now()),
    close() {
      clearTimeout(timer);
      for (const stop of stops) stop?.();
    },
  };
}

const timeUp =
  (seconds: number): Cut =>
  (meanwhile) =>
    new Broken({
      kind: "timeout",
      summary: "No answer in time",
      reason: `request_timeout = ${seconds} s passed: ${meanwhile}.`,
      remedy: "Check endpoint, and raise request_timeout if the platform is only slow.",
      again: 0,
    });

const cancelledBy =
  (reason: string): Cut =>
  () =>
    new Broken({ kind: "aborted", summary: "Request cancelled", reason, remedy: "", again: 0 });
