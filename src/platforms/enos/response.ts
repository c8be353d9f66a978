import type { HttpResponse } from "../../http/http";
import { describe } from "../../schema/wrong-type";
import { openResponse, type PlatformResponse, type ResponseContext, type ResponseRules } from "../response";
import { block } from "./block";

/** A response of EnOS Connect. */
export interface ApiResponse extends PlatformResponse {
  /** `code` of the product API, `status` of the token service; null where the gateway responded itself */
  readonly code: number | null;
  /** the dropped secrets, only with `withSecrets` */
  readonly withheld?: { readonly productSecret: unknown; readonly sessionKey: unknown };
}

interface EnosContext extends ResponseContext {
  /** the token service keeps its code in `status` */
  readonly codeName: "code" | "status";
}

const rules: ResponseRules = {
  platform: block.title,
  editionSetting: "api_version (or CONNECT_ENOS_API_VERSION)",
  address: "the address of the API gateway and of nothing in front of it (login page, proxy)",
  requestIds: ["x-request-id", "x-requestid", "x-kong-request-id", "x-correlation-id"],
};

/** Reads a response of either service or of the gateway. Throws Problem answer-foreign for a success without an envelope, and for redirects. */
export function readResponse(response: HttpResponse, context: EnosContext): ApiResponse {
  const { codeName, withSecrets } = context;
  const { bare, envelope, dropped, refuse, withoutEnvelope } = openResponse(response, context, rules);
  if (envelope === undefined) return { ...withoutEnvelope(), code: null };

  const code = asCode(envelope[codeName]);
  if (code === null && bare.status < 400)
    refuse(`The response is JSON without a numeric ${codeName} (found ${describe(envelope[codeName])}).`);
  // The gateway's own refusals are a bare {"message": …}.
  const message = [envelope.msg, envelope.message].find((text): text is string => typeof text === "string");
  const withheld = (name: string) => dropped(envelope.data, name) ?? null;
  return {
    ...bare,
    json: envelope,
    code,
    msg: message === undefined ? null : bare.show(message),
    requestId: typeof envelope.requestId === "string" ? bare.show(envelope.requestId) : bare.requestId,
    ...(withSecrets && {
      withheld: { productSecret: withheld("productSecret"), sessionKey: withheld("sessionKey") },
    }),
  };
}

const asCode = (value: unknown): number | null => {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : null;
};
