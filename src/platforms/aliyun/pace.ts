import { wait } from "../../http/deadline";
import type { Action } from "./request";

/** The service allows 50 calls of each kind per second and account (vendor's pages of both), shared by all its users. */
const CALLS_PER_SECOND = 45;
/** QueryProductList is limited to 2 calls per second from this product on, counted as CurrentPage × PageSize. */
const DEEP = 100_000;
const DEEP_CALLS_PER_SECOND = 1.8;

/** Only a refusal shows that others read with the same account: it halves the share, which grows back with each call. */
const SMALLEST_SHARE = 0.05;
const GROWTH = 0.002;
/** Calls in flight at the same time are refused together; they count as one refusal. */
const SAME_REFUSAL_MS = 1000;

interface Turn {
  readonly action: Action;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Limits the calls per second of one process. */
export interface Pace {
  /** Resolves when it is the call's turn. Rejects with the signal's reason. */
  turn(call: Turn, signal?: AbortSignal): Promise<void>;
  /** The service refused a call by flow control. */
  refused(call: Turn): void;
  passed(call: Turn): void;
}

/** Stays within the documented limits, and slows down while others use them too. */
export function openPace(): Pace {
  const limiters = {
    QueryProduct: openLimiter(CALLS_PER_SECOND),
    QueryProductList: openLimiter(CALLS_PER_SECOND),
    deep: openLimiter(DEEP_CALLS_PER_SECOND),
  };
  const limiterOf = ({ action, parameters: { CurrentPage, PageSize } }: Turn) =>
    limiters[Number(CurrentPage) * Number(PageSize) >= DEEP ? "deep" : action];
  return {
    turn: (call, signal) => limiterOf(call).turn(signal),
    refused: (call) => limiterOf(call).slower(),
    passed: (call) => limiterOf(call).faster(),
  };
}

function openLimiter(perSecond: number) {
  let share = 1;
  let next = 0;
  let slowedAt = Number.NEGATIVE_INFINITY;
  const gap = () => 1000 / (perSecond * share);
  return {
    async turn(signal?: AbortSignal): Promise<void> {
      signal?.throwIfAborted();
      const now = performance.now();
      const due = Math.max(now, next);
      next = due + gap();
      if (due > now) await wait(due - now, signal);
    },
    slower(): void {
      const now = performance.now();
      if (now - slowedAt < SAME_REFUSAL_MS) return;
      slowedAt = now;
      share = Math.max(SMALLEST_SHARE, share / 2);
      next = Math.max(next, now + gap());
    },
    faster(): void {
      share = Math.min(1, share + GROWTH);
    },
  };
}
