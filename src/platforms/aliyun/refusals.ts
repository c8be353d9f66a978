import type { Problem } from "../../schema/problem";
import { laterOrSupport, type Refusal, refusedBy } from "../exchange";
import { gatewayCodes, tooManyRequests } from "./gateway-codes";
import type { Circumstances } from "./refusal";
import type { ApiResponse } from "./response";
import { serviceCodes } from "./service-codes";
import { isThrottled } from "./throttling";

const explanations = [...serviceCodes, ...gatewayCodes];

/** The problem of a refusal by the service or its gateway. */
export function refused(response: ApiResponse, context: Circumstances): Problem {
  const { code } = response;
  const [, explain] = explanations.find(([pattern]) => code !== null && pattern.test(code)) ?? [];
  const refusal = explain?.(context, response) ?? (isThrottled(response) ? tooManyRequests(response) : other(response));
  // The service itself only sees requests that its gateway accepted.
  const byService = code !== null && /^iot\./i.test(code);
  return refusedBy(response, { ...(byService && { stage: "read" }), ...refusal });
}

function other({ code, status, json }: ApiResponse): Refusal {
  if (code !== null)
    return {
      code: "platform-refused",
      reason: `The service returned code ${code}, which its documents do not explain for this request.`,
      remedy: laterOrSupport,
    };
  if (status < 400)
    return {
      code: "platform-refused",
      reason: `The service returned Success: ${json.Success} without a code.`,
      remedy: laterOrSupport,
    };
  if (status === 401 || status === 403)
    return {
      denied: true,
      code: "access-denied-on-the-way",
      reason: `HTTP ${status} without the service's own envelope: a gateway or proxy before the service refuses this caller.`,
      remedy:
        "Check endpoint, and whether a proxy, a firewall or an access list of the service's owner responds instead.",
    };
  if (status === 404)
    return {
      stage: "api",
      code: "api-not-found",
      reason: "HTTP 404 without the service's own envelope: this is not the address of the service.",
      remedy: "Check endpoint, with its port.",
    };
  return {
    code: status >= 500 ? "platform-failed" : "request-rejected",
    reason: `HTTP ${status} without the service's own envelope.`,
    remedy: status >= 500 ? laterOrSupport : "Check endpoint, with its port.",
  };
}
