import { abortable, wait } from "../../http/abort";
import { cancelled } from "../../http/deadline";
import type { Http, HttpRequest } from "../../http/http";
import { MAX_BYTES } from "../border";
import { foreignAnswer } from "../said";
import { type Answer, readAnswer } from "./answer";
import { addressOf } from "./endpoint";
import { tokenRefused } from "./refusals";
import { tokenEncryption } from "./signature";

export interface Credentials {
  readonly endpoint: URL;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The access token everything is signed with. */
export interface Tokens {
  /** Asks the platform when there is none that still holds; callers at the same time share one request. Throws Problem. */
  current(signal?: AbortSignal): Promise<string>;
  /** Forgets a token the platform refused, unless it has been replaced already. */
  drop(token: string): void;
}

interface Flight {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  passengers: number;
}

const purpose = "get an access token";
const TRIES = 5;

/** Nothing is asked before the first token is needed. */
export function openTokens(credentials: Credentials, http: Http): Tokens {
  const { accessKey, secretKey } = credentials;
  let held: { readonly token: string; readonly until: number } | undefined;
  let flight: Flight | undefined;
  let lastTimestamp = 0;

  const prepare = (): HttpRequest => {
    // The digest depends on nothing but key and millisecond, and one that was used before is refused (1001).
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
      const response = await http.send(prepare, { purpose, signal, maxBytes: MAX_BYTES.token });
      const sent = { secrets: [accessKey, secretKey], credentials: [secretKey] };
      const answer = readAnswer(response, { purpose, codeName: "status", ...sent });
      if (answer.code === 1001 && tries < TRIES) {
        // Terraform starts several providers at once: each waits for another moment, so that they part.
        await wait(1 + Math.random() * 10 * tries, signal);
        continue;
      }
      if (answer.code !== 0 || answer.status >= 400) throw tokenRefused(answer);
      const { token, seconds } = granted(answer);
      held = { token, until: performance.now() + (seconds - Math.min(60, seconds / 10)) * 1000 };
      return token;
    }
  };

  const takeOff = (): Flight => {
    const controller = new AbortController();
    const token = fetchToken(controller.signal).finally(() => {
      if (flight?.controller === controller) flight = undefined;
    });
    token.catch(() => {}); // every passenger may have left before it fails
    return { token, controller, passengers: 0 };
  };

  return {
    async current(signal) {
      if (held && performance.now() < held.until) return held.token;
      flight ??= takeOff();
      const mine = flight;
      mine.passengers += 1;
      try {
        return await abortable(mine.token, signal);
      } catch (error) {
        throw signal?.aborted ? cancelled(purpose) : error;
      } finally {
        mine.passengers -= 1;
        if (mine.passengers === 0) {
          mine.controller.abort();
          if (flight === mine) flight = undefined;
        }
      }
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

function granted(answer: Answer): { token: string; seconds: number } {
  const { accessToken, expire } = (answer.json.data ?? {}) as Readonly<Record<string, unknown>>;
  // It becomes a header: anything but visible ASCII would fail there, with less of an explanation.
  if (typeof accessToken !== "string" || !/^[\x21-\x7e]+$/.test(accessToken))
    throw foreignAnswer(
      answer,
      "The token service reports success without an access token in data.accessToken.",
      "Check that endpoint is the address of the API gateway.",
    );
  // 7200 is what the documents give a new token; a wrong guess only costs one refused request.
  const seconds = Number(expire ?? 7200);
  return { token: accessToken, seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 0 };
}
