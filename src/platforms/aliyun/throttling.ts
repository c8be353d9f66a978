import { retryAfter } from "../../http/send";
import type { ApiResponse } from "./response";

/** Flow control returns HTTP 400, which the HTTP client does not retry: so it is retried here, with separate limits. */
export const MAX_ATTEMPTS = 10;
/** After this time no further attempt starts; each attempt has its own deadline. */
export const RETRY_WINDOW_MS = 60_000;

/** Flow control counts per second, so shorter pauses rarely help. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
/** A longer wait that the service requests is an error instead. */
export const LONGEST_HINT_MS = 20_000;

/** Whether flow control refused, by code, by status, or by the header alone, as in the newest SDK. */
export const isThrottled = (response: ApiResponse): boolean =>
  !response.succeeded &&
  (/throttling|^qps limit/i.test(response.code ?? "") ||
    response.status === 429 ||
    throttleHint(response.headers) !== undefined);

/** Milliseconds of wait that the service requests; undefined if it requests none. */
export function hintOf(headers: ApiResponse["headers"]): number | undefined {
  return throttleHint(headers) ?? retryAfter(headers["retry-after"], Date.now());
}

/** This header means flow control; Retry-After may also come from a service that is down. */
function throttleHint(headers: ApiResponse["headers"]): number | undefined {
  const ms = Number(headers["x-acs-retry-after"] ?? "");
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** Milliseconds until the same call is worth a retry, after this many tries; undefined where no retry helps. */
export function pauseBefore(
  response: ApiResponse,
  tries: number,
  random: () => number = Math.random,
): number | undefined {
  const jittered = (0.5 + random() / 2) * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
  if (isThrottled(response)) {
    const hint = hintOf(response.headers);
    if (hint !== undefined && hint > LONGEST_HINT_MS) return undefined;
    // Processes refused together would retry together; up to a tenth more spreads them.
    return hint === undefined ? jittered : hint * (1 + random() / 10);
  }
  const code = response.code?.toLowerCase() ?? "";
  // Documented as temporary; with a status from 500 on, the HTTP client has retried it already.
  if (/^(iot\.system\.systemexception|serviceunavailable|internalerror)\b/.test(code) && response.status < 500)
    return tries <= 2 ? jittered : undefined;
  // A proxy sent the request twice: retry once with a new nonce.
  if (code === "signaturenonceused") return tries === 1 ? 0 : undefined;
  return undefined;
}
