import type { HttpResponse } from "./http";
import type { HttpLimits } from "./limits";

const passing = new Set([408, 425, 429, 502, 503, 504]);

/** Whether the same request may fare better in a moment. Every request of ours is a read, so repeating it is harmless. */
export function mayPass(status: number, attempt: number): boolean {
  // EnOS documents 500 for a cache look-up that failed inside the gateway: worth one more try, not more.
  return passing.has(status) || (status === 500 && attempt === 1);
}

/** Milliseconds a Retry-After header asks for, given in seconds or as a date; undefined where it says nothing sensible. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** How long to pause after an attempt: full jitter on a doubling pause, unless the server asks for more. */
export function pauseAfter(attempt: number, limits: HttpLimits, response?: HttpResponse): number {
  const ceiling = Math.min(limits.longestPause, limits.firstPause * 2 ** (attempt - 1));
  const jittered = limits.random() * ceiling;
  const asked = retryAfter(response?.headers["retry-after"], Date.now()) ?? 0;
  return Math.max(jittered, Math.min(asked, limits.longestRetryAfter));
}
