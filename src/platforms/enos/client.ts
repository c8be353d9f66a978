import type { Http, HttpRequest } from "../../http/http";
import { count } from "../../schema/count";
import { MAX_BYTES } from "../border";
import { type Answer, readAnswer } from "./answer";
import { addressOf } from "./endpoint";
import { EnosError } from "./errors";
import { productRefused } from "./refusals";
import { requestSignature } from "./signature";
import { type Credentials, openTokens } from "./token";

export interface ClientSettings extends Credentials {
  readonly apiVersion: string;
}

/** One read of the product API. Nothing else can be said: GET gets, POST searches. */
export interface Call {
  readonly action: "get" | "search";
  readonly orgId: string;
  readonly productKey?: string;
  /** JSON, for `search` */
  readonly body?: string;
  /** for `get`: the answer brings the product's secrets, in `withheld` */
  readonly withSecrets?: boolean;
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

/** Speaks to the product API, signed. */
export interface Client {
  /** The answer to a call that succeeded. Throws EnosError, HttpError. */
  call(call: Call): Promise<Answer>;
}

/** Sends nothing before the first call. */
export function openClient(settings: ClientSettings, http: Http): Client {
  const { endpoint, accessKey, secretKey, apiVersion } = settings;
  const tokens = openTokens(settings, http);

  const prepare = ({ action, orgId, productKey, body, withSecrets }: Call, token: string): HttpRequest => {
    const query = {
      action,
      orgId,
      ...(productKey === undefined ? {} : { productKey }),
      // v2.1 does not know the parameter, and sends the secret anyway.
      ...(withSecrets && apiVersion !== "v2.1" ? { requireSecret: "true" } : {}),
    };
    const timestamp = Date.now();
    return {
      method: action === "get" ? "GET" : "POST",
      url: addressOf(endpoint, `connect-service/${apiVersion}/products`, query),
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json;charset=UTF-8" }),
        "apim-accesstoken": token,
        "apim-signature": requestSignature({ token, query, body, timestamp, secretKey }),
        "apim-timestamp": String(timestamp),
      },
      ...(body === undefined ? {} : { body }),
    };
  };

  const send = async (call: Call, token: string): Promise<Answer> => {
    const { purpose, signal, withSecrets } = call;
    const maxBytes = call.action === "get" ? MAX_BYTES.product : MAX_BYTES.page;
    const response = await http.send(() => prepare(call, token), { purpose, signal, maxBytes });
    const credentials = [secretKey, token];
    return readAnswer(response, {
      purpose,
      codeName: "code",
      credentials,
      secrets: [accessKey, ...credentials],
      withSecrets,
    });
  };

  return {
    async call(call) {
      const token = await tokens.current(call.signal);
      let answer = await send(call, token);
      if (refusesToken(answer)) {
        tokens.drop(token);
        const second = await tokens.current(call.signal);
        answer = await send(call, second);
        if (refusesToken(answer)) {
          tokens.drop(second);
          throw tokenNotAccepted(answer, call.purpose);
        }
      }
      if (answer.code === 0 && answer.status < 400) return answer;
      throw productRefused(answer, { purpose: call.purpose, orgId: call.orgId, apiVersion });
    },
  };
}

/** The documents leave open which of the two a product call gets when its token has expired. */
const refusesToken = ({ status, code }: Answer): boolean => status === 401 || code === 1203;

function tokenNotAccepted(answer: Answer, purpose: string): EnosError {
  const clock = clockDifference(answer.headers.date);
  return new EnosError({
    stage: "credentials",
    summary: "Access token not accepted",
    reason: `The platform granted an access token and then refused it, twice.${clock === undefined ? "" : ` ${clock}`}`,
    remedy:
      clock === undefined
        ? "Check that endpoint leads to one environment only, that nothing in between rewrites requests (the signature covers query and body), and that the application is still active."
        : "Set this machine's clock: every request is signed with its time.",
    purpose,
    said: answer,
  });
}

/** A sentence when this machine and the platform disagree about the time by more than a minute. */
function clockDifference(date: string | undefined): string | undefined {
  const ahead = Date.now() - Date.parse(date ?? "");
  if (Number.isNaN(ahead) || Math.abs(ahead) <= 60_000) return undefined;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return `This machine's clock is ${count(minutes, "minute")} ${ahead > 0 ? "ahead of" : "behind"} the platform's.`;
}
