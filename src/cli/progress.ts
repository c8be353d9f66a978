import type { Progress } from "../reader/ask";

/** No more often than a reader could see. */
const EVERY_MS = 100;

/** Where progress is shown: standard error, when it is a terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line that is written over and over; `end` leaves nothing of it. */
export function showProgress(screen: Screen): { readonly progress: Progress; readonly end: () => void } {
  let shown = Number.NEGATIVE_INFINITY;
  const isShown = () => shown !== Number.NEGATIVE_INFINITY;
  return {
    progress(done, total) {
      const now = performance.now();
      if (!screen.isTTY || now - shown < EVERY_MS) return;
      shown = now;
      // The last column stays free: a full line would wrap, and could not be written over.
      screen.write(`\r\u001b[K${`${done} of ${total} read`.slice(0, (screen.columns ?? 80) - 1)}`);
    },
    end() {
      if (isShown()) screen.write("\r\u001b[K");
    },
  };
}
