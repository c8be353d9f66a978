import { retryAfter } from "../../http/retry";
import type { ApiResponse } from "./response";

/** Flow control answers HTTP 400, which no general client repeats: so it is done here, with bounds of its own. */
export const MAX_ATTEMPTS = 10;
/** After this long no further attempt begins; each has a deadline of its own. */
export const RETRY_WINDOW_MS = 60_000;

/** Flow control counts by the second, so half a second and more is what lets a call through. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
/** The longest the service's own wish is followed. */
export const LONGEST_HINT_MS = 20_000;

/** Whether the service refused because too much is asked of it, by code, by status, or by the hint alone, as the newest SDK takes it. */
export const isThrottled = (response: ApiResponse): boolean =>
  !response.succeeded &&
  (/throttling|^qps limit/i.test(response.code ?? "") ||
    response.status === 429 ||
    throttleHint(response.headers) !== undefined);

/** Milliseconds the service asks to wait; undefined where it asks for nothing. */
export function hintOf(headers: ApiResponse["headers"]): number | undefined {
  return throttleHint(headers) ?? retryAfter(headers["retry-after"], Date.now());
}

/** Its own header means flow control; the general one may also say when a broken service will be back. */
function throttleHint(headers: ApiResponse["headers"]): number | undefined {
  const ms = Number(headers["x-acs-retry-after"] ?? "");
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** Milliseconds until the same call may fare better, after so many tries; undefined where it will not. */
export function pauseBefore(
  response: ApiResponse,
  tries: number,
  random: () => number = Math.random,
): number | undefined {
  const jittered = (0.5 + random() / 2) * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
  if (isThrottled(response)) {
    const hint = hintOf(response.headers);
    // Asking again before the service wants to be asked would only be refused again.
    if (hint !== undefined && hint > LONGEST_HINT_MS) return undefined;
    // All who were refused together would come back together: a tenth more keeps them apart.
    return hint === undefined ? jittered : hint * (1 + random() / 10);
  }
  const code = response.code?.toLowerCase() ?? "";
  // Documented as passing; beside such a status the request has been repeated already, further down.
  if (/^(iot\.system\.systemexception|serviceunavailable|internalerror)\b/.test(code) && response.status < 500)
    return tries <= 2 ? jittered : undefined;
  // Somebody on the way sent the request twice: the same question is asked with a new nonce.
  if (code === "signaturenonceused") return tries === 1 ? 0 : undefined;
  return undefined;
}
