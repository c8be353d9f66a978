import type { HttpResponse } from "../../http/http";
import { isObject } from "../../schema/is-object";
import { describe } from "../../schema/wrong-type";
import { type Admitted, admit, type Sent } from "../border";
import { type Exchange, foreignResponse } from "../exchange";
import { originOf, received, sample } from "../received";
import type { Show } from "../redact";
import { block } from "./block";
import { withoutRequest } from "./quoted";

/** A response with its secrets dropped. */
export interface ApiResponse extends Exchange, Pick<Admitted, "headers" | "show" | "quotesCredential"> {
  /** `iot.prod.NotExistedProduct` of the service, `Throttling.User` of the gateway before it */
  readonly code: string | null;
  /** the envelope; empty where there is none */
  readonly json: Readonly<Record<string, unknown>>;
  readonly succeeded: boolean;
  /** the product's secret as the service sent it, only with `withSecrets` */
  readonly withheld?: { readonly productSecret: unknown };
}

export interface ResponseContext extends Sent {
  readonly purpose: string;
  /** returns the product's secret in `withheld` */
  readonly withSecrets?: boolean;
}

/**
 * Reads both envelopes, the service's (`Success`, `Code`, `ErrorMessage`) and the gateway's (`Code`, `Message`), with any HTTP
 * status: no document states which one a refusal has. Throws Problem answer-foreign for a body that is neither, and for redirects.
 */
export function readResponse(response: HttpResponse, context: ResponseContext): ApiResponse {
  const { purpose, withSecrets } = context;
  const { status, text, attempts, elapsedMs } = response;
  const { json, headers, show: present, quotesCredential, dropped } = admit(response, context);
  const show: Show = (quoted, longest) => present(withoutRequest(quoted), longest);
  const shown = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? show(String(value)) || null : null;
  const requestId = shown(headers["x-acs-request-id"]);
  const bare: ApiResponse = {
    platform: block.title,
    purpose,
    status,
    code: null,
    msg: null,
    requestId,
    attempts,
    elapsedMs,
    headers,
    show,
    quotesCredential,
    json: {},
    succeeded: false,
  };
  const refuse = (reason: string): never => {
    const remedy =
      "Check that endpoint is the address of the IoT service and of nothing in front of it (login page, proxy), with its port.";
    throw foreignResponse(bare, reason, remedy);
  };

  if (status >= 300 && status < 400)
    return refuse(`The address in endpoint redirects${originOf(headers.location)}; redirects are not followed.`);
  if (!isObject(json)) {
    // XML is the default of the service, and an error may arise before it has read that JSON is wanted.
    const xml = readXml(text);
    if (xml) return { ...bare, code: shown(xml.code), requestId: shown(xml.requestId) ?? requestId };
    if (status >= 400) return { ...bare, msg: sample(text, show) };
    if (json === undefined) return refuse(`The response is not JSON: ${received(text, headers, show)}.`);
    return refuse(`The response is ${describe(json)}, not an object.`);
  }

  const code = shown(json.Code);
  if (typeof json.Success !== "boolean" && code === null && status < 400)
    return refuse(`The response is JSON without Success (found ${describe(json.Success)}) and without Code.`);
  return {
    ...bare,
    json,
    code,
    msg: shown(json.ErrorMessage) ?? shown(json.Message) ?? shown(json.message),
    // The tables of a compatible service spell it RequestID, its samples RequestId.
    requestId: shown(json.RequestId) ?? shown(json.RequestID) ?? requestId,
    succeeded: status < 400 && json.Success === true && (code === null || noError.has(code.toLowerCase())),
    ...(withSecrets && { withheld: { productSecret: dropped(json.Data, "ProductSecret") } }),
  };
}

/** Values of Code that mean success; the official SDKs accept the same. */
const noError = new Set(["200", "ok", "success"]);

/** Code and request id of an error in XML; the rest is not shown. */
function readXml(text: string): { readonly code: string; readonly requestId?: string } | undefined {
  if (!/^\s*(<\?xml[^>]*>\s*)?<(Error|\w+Response)\b/.test(text)) return undefined;
  const code = /<Code>([\w.-]{1,100})<\/Code>/.exec(text)?.[1];
  return code === undefined ? undefined : { code, requestId: /<RequestId>([\w-]{1,64})<\/RequestId>/.exec(text)?.[1] };
}
