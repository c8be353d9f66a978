import { abortable, cancelled, wait } from "../../http/deadline";
import type { Http, HttpRequest } from "../../http/http";
import { MAX_BYTES } from "../border";
import { foreignResponse } from "../exchange";
import { addressOf } from "./endpoint";
import { tokenRefused } from "./refusals";
import { type ApiResponse, readResponse } from "./response";
import { tokenEncryption } from "./signature";

export interface Credentials {
  readonly endpoint: URL;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The access token that signs every request. */
export interface Tokens {
  /** Requests one if none is valid; concurrent callers share one request. Throws Problem. */
  current(signal?: AbortSignal): Promise<string>;
  /** Forgets a token the platform refused, unless it has been replaced already. */
  drop(token: string): void;
}

/** A token request under way, which callers at the same time share; without callers it is aborted. */
interface SharedRequest {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  callers: number;
}

const purpose = "get an access token";
const TRIES = 5;

/** Sends nothing before the first token is needed. */
export function openTokens(credentials: Credentials, http: Http): Tokens {
  const { accessKey, secretKey } = credentials;
  let held: { readonly token: string; readonly until: number } | undefined;
  let pending: SharedRequest | undefined;
  let lastTimestamp = 0;

  const prepare = (): HttpRequest => {
    // The digest depends only on the keys and the millisecond, and the platform refuses one that was used before (1001).
    const timestamp = Math.max(Date.now(), lastTimestamp + 1);
    lastTimestamp = timestamp;
    return {
      method: "POST",
      url: addressOf(credentials.endpoint, "apim-token-service/v2.0/token/get", {}),
      headers: { "content-type": "application/json;charset=UTF-8", accept: "application/json" },
      body: JSON.stringify({
        appKey: accessKey,
        encryption: tokenEncryption(accessKey, timestamp, secretKey),
        timestamp,
      }),
    };
  };

  const fetchToken = async (signal: AbortSignal): Promise<string> => {
    for (let tries = 1; ; tries++) {
      const sent = { secrets: [accessKey, secretKey], credentials: [secretKey] };
      const received = await http.send(prepare, { purpose, signal, maxBytes: MAX_BYTES.token });
      const response = readResponse(received, { purpose, codeName: "status", ...sent });
      if (response.code === 1001 && tries < TRIES) {
        // Terraform starts several providers at once: each waits for a random time, so that their timestamps differ.
        await wait(1 + Math.random() * 10 * tries, signal);
        continue;
      }
      if (response.code !== 0 || response.status >= 400) throw tokenRefused(response);
      const { token, seconds } = granted(response);
      held = { token, until: performance.now() + (seconds - Math.min(60, seconds / 10)) * 1000 };
      return token;
    }
  };

  const startRequest = (): SharedRequest => {
    const controller = new AbortController();
    const token = fetchToken(controller.signal).finally(() => {
      if (pending?.controller === controller) pending = undefined;
    });
    token.catch(() => {}); // all callers may be gone before it fails
    return { token, controller, callers: 0 };
  };

  return {
    async current(signal) {
      if (held && performance.now() < held.until) return held.token;
      pending ??= startRequest();
      const shared = pending;
      shared.callers += 1;
      try {
        return await abortable(shared.token, signal);
      } catch (error) {
        throw signal?.aborted ? cancelled(purpose) : error;
      } finally {
        shared.callers -= 1;
        if (shared.callers === 0) {
          shared.controller.abort();
          if (pending === shared) pending = undefined;
        }
      }
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

function granted(response: ApiResponse): { token: string; seconds: number } {
  const { accessToken, expire } = (response.json.data ?? {}) as Readonly<Record<string, unknown>>;
  // It becomes a header, and anything but visible ASCII would fail there with a worse message.
  if (typeof accessToken !== "string" || !/^[\x21-\x7e]+$/.test(accessToken))
    throw foreignResponse(
      response,
      "The token service reports success without an access token in data.accessToken.",
      "Check that endpoint is the address of the API gateway.",
    );
  // 7200 is the documented life of a new token; a wrong guess only costs one refused request.
  const seconds = Number(expire ?? 7200);
  return { token: accessToken, seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 0 };
}
