import type { Reply } from "../shell/contract";
import type { Call } from "./call";
import { businessTexts, gatewayTexts } from "./texts";
import { xmlDocument } from "./xml";

function reply(call: Call, status: number, root: string, envelope: object): Reply {
  return call.format === "xml"
    ? { status, body: xmlDocument(root, envelope), type: "text/xml;charset=utf-8" }
    : { status, body: JSON.stringify(envelope), type: "application/json;charset=utf-8" };
}

const rootOf = ({ action }: Call): string => `${/^\w+$/.test(action ?? "") ? action : "Unknown"}Response`;

/** The response of a successful call. */
export function success(call: Call, data: object): Reply {
  const { rules, request } = call;
  const RequestId = rules.requestId(request.id);
  const envelope = { Data: data, RequestId, ...(rules.emptyCode && { Code: "" }), Success: true };
  return reply(call, 200, rootOf(call), envelope);
}

/** A refusal by the service itself: HTTP 200, with the code in the envelope. */
export function businessRefusal(call: Call, code: string, message?: string): Reply {
  const ErrorMessage = message ?? businessTexts[code] ?? "The call failed.";
  const RequestId = call.rules.requestId(call.request.id);
  const envelope = { RequestId, Success: false, Code: code, ErrorMessage };
  return { ...reply(call, 200, rootOf(call), envelope), code, cause: ErrorMessage };
}

/** A refusal by the gateway in front of the service. `cause` is for the journal, where the message may hold secrets. */
export function gatewayRefusal(
  call: Call,
  code: string,
  more: { readonly message?: string; readonly cause?: string; readonly status?: number } = {},
): Reply {
  const { request, rules } = call;
  const [status, text] = gatewayTexts[code] ?? [400, "The request was refused."];
  const Message = more.message ?? text;
  const RequestId = rules.requestId(request.id);
  const link = `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=Iot&requestId=${RequestId}`;
  const HostId = request.headers.host ?? "";
  const envelope = { RequestId, HostId, Code: code, Message, ...(rules.recommend && { Recommend: link }) };
  return { ...reply(call, more.status ?? status, "Error", envelope), code, cause: more.cause ?? Message };
}

/** The refusal of a request that lacks a parameter. */
export const missing = (call: Call, name: string): Reply =>
  gatewayRefusal(call, `Missing${name}`, { message: `${name} is mandatory for this action.` });

/** The refusal of a request with a parameter that cannot be read. */
export const invalid = (call: Call, name: string): Reply =>
  gatewayRefusal(call, `Invalid${name}`, { message: `Specified parameter ${name} is not valid.` });
