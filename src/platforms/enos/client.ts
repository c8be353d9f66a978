import type { Http, HttpRequest } from "../../http/http";
import type { Problem } from "../../schema/problem";
import { MAX_BYTES } from "../border";
import { clockDifference, refusedBy } from "../exchange";
import { addressOf } from "./endpoint";
import { productRefused } from "./refusals";
import { type ApiResponse, readResponse } from "./response";
import { requestSignature } from "./signature";
import { type Credentials, openTokens } from "./token";

export interface ClientSettings extends Credentials {
  readonly apiVersion: string;
}

/** One read of the product API. Writes cannot be expressed: GET gets, POST searches. */
export interface Call {
  readonly action: "get" | "search";
  readonly orgId: string;
  readonly productKey?: string;
  /** JSON, for `search` */
  readonly body?: string;
  /** for `get`: the response has the product's secrets in `withheld` */
  readonly withSecrets?: boolean;
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

/** Sends signed requests to the product API. */
export interface Client {
  /** The response to a call that succeeded. Throws Problem. */
  call(call: Call): Promise<ApiResponse>;
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

  const send = async (call: Call, token: string): Promise<ApiResponse> => {
    const { purpose, signal, withSecrets } = call;
    const maxBytes = call.action === "get" ? MAX_BYTES.product : MAX_BYTES.page;
    const response = await http.send(() => prepare(call, token), { purpose, signal, maxBytes });
    const credentials = [secretKey, token];
    return readResponse(response, {
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
      let response = await send(call, token);
      if (refusesToken(response)) {
        tokens.drop(token);
        const second = await tokens.current(call.signal);
        response = await send(call, second);
        if (refusesToken(response)) {
          tokens.drop(second);
          throw tokenNotAccepted(response);
        }
      }
      if (response.code === 0 && response.status < 400) return response;
      throw productRefused(response, { orgId: call.orgId, apiVersion });
    },
  };
}

/** The documents do not say which of the two an expired token leads to. */
const refusesToken = ({ status, code }: ApiResponse): boolean => status === 401 || code === 1203;

function tokenNotAccepted(response: ApiResponse): Problem {
  const clock = clockDifference(response.headers.date);
  return refusedBy(response, {
    stage: "credentials",
    code: clock === undefined ? "token-rejected" : "clock-off",
    reason: `The platform granted an access token and then refused it, twice.${clock === undefined ? "" : ` ${clock}`}`,
    remedy:
      clock === undefined
        ? "Check that endpoint leads to one environment only, that nothing on the way rewrites requests (the signature covers query and body), and that the application is still active."
        : "Correct this machine's clock: every request is signed with its time.",
  });
}
