import type { HttpResponse } from "../../http/http";
import { unquoted } from "../../schema/exact-json";
import { describe } from "../../schema/wrong-type";
import { openResponse, type PlatformResponse, type ResponseContext, type ResponseRules } from "../response";
import { block } from "./block";
import { withoutRequest } from "./quoted";

/** A response of Aliyun IoT. */
export interface ApiResponse extends PlatformResponse {
  /** `iot.prod.NotExistedProduct` of the service, `Throttling.User` of the gateway before it */
  readonly code: string | null;
  readonly succeeded: boolean;
  /** the product's secret as the service sent it, only with `withSecrets` */
  readonly withheld?: { readonly productSecret: unknown };
}

const rules: ResponseRules = {
  platform: block.title,
  address: "the address of the IoT service and of nothing in front of it (login page, proxy), with its port",
  requestIds: ["x-acs-request-id"],
  withoutQuotes: withoutRequest,
};

/**
 * Reads both envelopes, the service's (`Success`, `Code`, `ErrorMessage`) and the gateway's (`Code`, `Message`), with any HTTP
 * status: no document states which one a refusal has. Throws Problem answer-foreign for a body that is neither, and for redirects.
 */
export function readResponse(response: HttpResponse, context: ResponseContext): ApiResponse {
  const { bare, envelope, dropped, refuse, withoutEnvelope } = openResponse(response, context, rules);
  const { status, requestId } = bare;
  const shown = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? bare.show(String(value)) || null : null;
  if (envelope === undefined) {
    // XML is the default of the service, and an error may arise before it has read that JSON is wanted.
    const xml = readXml(response.text);
    if (!xml) return { ...withoutEnvelope(), code: null, succeeded: false };
    return { ...bare, code: shown(xml.code), requestId: shown(xml.requestId) ?? requestId, succeeded: false };
  }

  const code = shown(envelope.Code);
  const isFine = code === null || noError.has(code.toLowerCase());
  // Some gateways write true as text, or leave Success out and write the code 200.
  const success = unquoted(envelope.Success ?? (code !== null && isFine ? true : undefined));
  if (typeof success !== "boolean" && isFine && status < 400)
    refuse(
      `The response is JSON without Success (found ${describe(envelope.Success)})${code === null ? " and without Code" : ""}.`,
    );
  return {
    ...bare,
    json: envelope,
    code,
    msg: shown(envelope.ErrorMessage) ?? shown(envelope.Message) ?? shown(envelope.message),
    // The tables of a compatible service spell it RequestID, its samples RequestId.
    requestId: shown(envelope.RequestId) ?? shown(envelope.RequestID) ?? requestId,
    succeeded: status < 400 && success === true && isFine,
    ...(context.withSecrets && { withheld: { productSecret: dropped(envelope.Data, "ProductSecret") } }),
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
