import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Becomes aborted by Ctrl-C and its like, with the exit code that shells expect then as its reason. Further signals change nothing. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) process.on(signal, () => controller.abort(128 + constants.signals[signal]));
  return controller.signal;
}
