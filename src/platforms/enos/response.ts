import type { HttpResponse } from "../../http/http";
import { isObject } from "../../schema/is-object";
import { describe } from "../../schema/wrong-type";
import { type Admitted, admit, type Sent } from "../border";
import { type Exchange, foreignResponse } from "../exchange";
import { originOf, received, sample } from "../received";
import { block } from "./block";

/** A response with its secrets dropped. */
export interface ApiResponse extends Exchange, Pick<Admitted, "headers" | "show" | "quotesCredential"> {
  /** `code` of the product API, `status` of the token service; null where the gateway responded itself */
  readonly code: number | null;
  /** the envelope; empty where the gateway sent none */
  readonly json: Readonly<Record<string, unknown>>;
  /** the dropped secrets, only with `withSecrets` */
  readonly withheld?: { readonly productSecret: unknown; readonly sessionKey: unknown };
}

export interface ResponseContext extends Sent {
  readonly purpose: string;
  /** the token service keeps its code in `status` */
  readonly codeName: "code" | "status";
  /** returns the product's secrets in `withheld` */
  readonly withSecrets?: boolean;
}

/** Reads a response of either service or of the gateway. Throws Problem answer-foreign for a success without an envelope, and for redirects. */
export function readResponse(response: HttpResponse, context: ResponseContext): ApiResponse {
  const { purpose, codeName, withSecrets } = context;
  const { status, attempts, elapsedMs } = response;
  const { json: parsed, headers, show, quotesCredential, dropped } = admit(response, context);
  const exchange = {
    platform: block.title,
    purpose,
    status,
    code: null,
    msg: null,
    requestId: requestIdOf(headers),
    attempts,
    elapsedMs,
    editionSetting: "api_version (or CONNECT_ENOS_API_VERSION)",
  };
  const refuse = (reason: string): never => {
    const remedy =
      "Check that endpoint is the address of the API gateway and of nothing in front of it (login page, proxy).";
    throw foreignResponse(exchange satisfies Exchange, reason, remedy);
  };

  if (status >= 300 && status < 400)
    return refuse(`The address in endpoint redirects${originOf(headers.location)}; redirects are not followed.`);
  const bare = { ...exchange, headers, show, quotesCredential };
  if (status >= 400 && !isObject(parsed)) return { ...bare, json: {}, msg: sample(response.text, show) };
  if (parsed === undefined) return refuse(`The response is not JSON: ${received(response.text, headers, show)}.`);
  if (!isObject(parsed)) return refuse(`The response is ${describe(parsed)}, not an object.`);

  const code = asCode(parsed[codeName]);
  if (code === null && status < 400)
    return refuse(`The response is JSON without a numeric ${codeName} (found ${describe(parsed[codeName])}).`);
  // The gateway's own refusals are a bare {"message": …}.
  const message = [parsed.msg, parsed.message].find((text): text is string => typeof text === "string");
  const withheld = (name: string) => dropped(parsed.data, name) ?? null;
  return {
    ...bare,
    json: parsed,
    code,
    msg: message === undefined ? null : show(message),
    requestId: typeof parsed.requestId === "string" ? show(parsed.requestId) : exchange.requestId,
    ...(withSecrets && {
      withheld: { productSecret: withheld("productSecret"), sessionKey: withheld("sessionKey") },
    }),
  };
}

const asCode = (value: unknown): number | null => {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : null;
};

const requestIdOf = (headers: Readonly<Record<string, string>>): string | null =>
  headers["x-request-id"] ||
  headers["x-requestid"] ||
  headers["x-kong-request-id"] ||
  headers["x-correlation-id"] ||
  null;
