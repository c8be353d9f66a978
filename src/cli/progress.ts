import type { Progress } from "../reader/progress";
import { count } from "../schema/count";
import type { Screen } from "./io";

/** No more often than a reader could see. */
const EVERY_MS = 100;
/** Before this, a rate says nothing. */
const SETTLED_MS = 1_000;

/** One line on standard error, where it is a terminal, that is written over and over; `end` leaves nothing of it. */
export function showProgress(
  screen: Screen,
  clock = () => performance.now(),
): { readonly progress: Progress; readonly end: () => void } {
  const started = clock();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    progress(done, total) {
      const now = clock();
      if (!screen.isTTY || now - shown < EVERY_MS) return;
      shown = now;
      // The last column stays free: a full line would wrap, and could not be written over.
      const line = progressLine(done, total, now - started).slice(0, (screen.columns || 80) - 1);
      screen.write(`\r\u001b[K${line}`);
    },
    end() {
      if (shown !== Number.NEGATIVE_INFINITY) screen.write("\r\u001b[K");
    },
  };
}

/** Shows the progress of some work on standard error, where it is a terminal. */
export async function withProgress<T>(screen: Screen, work: (progress: Progress) => Promise<T>): Promise<T> {
  const { progress, end } = showProgress(screen);
  try {
    return await work(progress);
  } finally {
    end();
  }
}

/** `1234 of 6000 read, 410 per second, 12 s left` */
export function progressLine(done: number, total: number, ms: number): string {
  const read = `${done} of ${total} read`;
  if (ms < SETTLED_MS || done === 0) return read;
  const perSecond = (done * 1000) / ms;
  const left = Math.ceil((total - done) / perSecond);
  return `${read}, ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} per second, ${duration(left)} left`;
}

const duration = (seconds: number): string =>
  seconds < 120
    ? `${seconds} s`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} min`
      : count(Math.round(seconds / 3600), "hour");
