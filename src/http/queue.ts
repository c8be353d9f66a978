import { onAbort, wait } from "./abort";

/** Limits the requests at the same time, and spaces them evenly. */
export interface Queue {
  /** Resolves when there is room; call the result to leave. Rejects with the signal's reason. */
  enter(signal?: AbortSignal): Promise<() => void>;
  /** Resolves when the next request may be sent. Rejects with the signal's reason. */
  pace(signal?: AbortSignal): Promise<void>;
}

/** A queue with at most `atOnce` requests at the same time and, unless null, `perSecond` requests per second. */
export function openQueue(atOnce: number, perSecond: number | null): Queue {
  const waiting: (() => void)[] = [];
  let room = Math.max(1, atOnce);
  let next = 0;

  const waitForRoom = (signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const turn = () => {
        stop?.();
        resolve();
      };
      waiting.push(turn);
      const stop =
        signal &&
        onAbort(signal, () => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal.reason);
        });
    });

  const leave = () => {
    const first = waiting.shift();
    if (first) first();
    else room += 1;
  };

  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (room > 0) room -= 1;
      else await waitForRoom(signal);
      return leave;
    },

    async pace(signal) {
      if (perSecond === null || perSecond <= 0) return;
      const now = performance.now();
      const due = Math.max(now, next);
      next = due + 1000 / perSecond;
      if (due > now) await wait(due - now, signal);
    },
  };
}
