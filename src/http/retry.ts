import { isProblem, type Problem } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";
import type { HttpResponse } from "./http";
import type { HttpLimits } from "./limits";

const transientStatus = new Set([408, 425, 429, 502, 503, 504]);
const transientProblem = new Set<ProblemCode>([
  "answer-timeout",
  "connection-lost",
  "connection-refused",
  "connection-timeout",
  "name-server-failed",
]);

/** Whether the same request may succeed soon. All requests are reads, so a retry is harmless. */
export function isWorthRepeating(outcome: HttpResponse | Problem, attempt: number): boolean {
  // An error inside a gateway, or a name server that has just started: worth one retry only.
  if (isProblem(outcome))
    return transientProblem.has(outcome.code) || (outcome.code === "host-unknown" && attempt === 1);
  return transientStatus.has(outcome.status) || (outcome.status === 500 && attempt === 1);
}

/** The milliseconds of a Retry-After header, in seconds or as a date; undefined where it is not valid. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The pause after an attempt: full jitter on a doubling pause, unless the server requests more. */
export function pauseAfter(attempt: number, limits: HttpLimits, response?: HttpResponse): number {
  const ceiling = Math.min(limits.longestPause, limits.firstPause * 2 ** (attempt - 1));
  const jittered = limits.random() * ceiling;
  const requested = retryAfter(response?.headers["retry-after"], Date.now()) ?? 0;
  return Math.max(jittered, Math.min(requested, limits.longestRetryAfter));
}
