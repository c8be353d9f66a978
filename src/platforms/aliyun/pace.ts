import { wait } from "../../http/abort";
import type { Action } from "./request";

/** The service allows an account 50 calls of each kind in a second (vendor's pages of both): all its users share them. */
const CALLS_PER_SECOND = 45;
/** … but 2 of QueryProductList from this product on, counted as CurrentPage × PageSize. */
const DEEP = 100_000;
const DEEP_CALLS_PER_SECOND = 1.8;

/** Other readers of the account are only noticed by being refused: then the share is halved, and grows back call by call. */
const SMALLEST_SHARE = 0.05;
const GROWTH = 0.002;
/** Calls that were under way together are refused together; that is one piece of news. */
const ONE_PIECE_OF_NEWS_MS = 1000;

interface Turn {
  readonly action: Action;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How fast one process may call. */
export interface Pace {
  /** Resolves when it is the call's turn. Rejects with the signal's reason. */
  turn(call: Turn, signal?: AbortSignal): Promise<void>;
  /** The service found the account's calls too many. */
  refused(call: Turn): void;
  passed(call: Turn): void;
}

/** A pace within the documented limits, and slower while others use them too. */
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
      if (now - slowedAt < ONE_PIECE_OF_NEWS_MS) return;
      slowedAt = now;
      share = Math.max(SMALLEST_SHARE, share / 2);
      next = Math.max(next, now + gap());
    },
    faster(): void {
      share = Math.min(1, share + GROWTH);
    },
  };
}
