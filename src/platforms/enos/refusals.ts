import type { Problem, Stage } from "../../schema/problem";
import { laterOrSupport, type Refusal, refusedBy } from "../exchange";
import type { ApiResponse } from "./response";

/** The parts of a request that explain a refusal. */
export interface Circumstances {
  readonly apiVersion: string | null;
  readonly orgId: string | null;
}

const accessKey = "access_key (or CONNECT_ENOS_ACCESS_KEY)";
const secretKey = "secret_key (or CONNECT_ENOS_SECRET_KEY)";
const orgId = "org_id (or CONNECT_ENOS_ORG_ID)";
const bothKeys = `Copy both keys again from the application's page in the EnOS console: ${accessKey} and ${secretKey}.`;

/** Codes of the token service (invoking page of the token documents). */
const tokenRefusals: Readonly<Record<number, Refusal>> = {
  1001: {
    code: "token-not-granted",
    reason:
      "Other processes with the same access key requested a token in the same millisecond, several times in a row.",
    remedy: "Try again; if it persists, check that this machine's clock is running.",
  },
  1002: {
    denied: true,
    stage: "credentials",
    code: "access-key-unknown",
    reason: "The platform does not know the access key.",
    remedy: `Check ${accessKey}, and that endpoint belongs to the environment the application is registered in.`,
  },
  1003: {
    denied: true,
    stage: "credentials",
    code: "secret-key-wrong",
    reason: "The secret key does not belong to the access key.",
    remedy: `Check ${secretKey}.`,
  },
  1004: {
    stage: "credentials",
    code: "token-not-granted",
    reason: "The platform found one of the keys, or this machine's time, malformed.",
    remedy: bothKeys,
  },
  1005: {
    code: "token-not-granted",
    reason: "The platform's token service failed internally.",
    remedy: laterOrSupport,
  },
  1202: {
    stage: "credentials",
    code: "token-not-granted",
    reason: "The platform found one of the keys empty.",
    remedy: bothKeys,
  },
};

const productRefusals: Readonly<Record<number, (context: Circumstances, msg: string) => Refusal>> = {
  11858: () => ({
    code: "rsa-key-missing",
    reason: "The application's service account has no RSA key pair, and API v2.4 hands out no secret without one.",
    remedy:
      "Have one made: an OU administrator does it in the EnOS console under IAM > Service Account (EnOS 2.4), from 3.0 on under " +
      "Developer Console > Application Registration > App Details > RSA Key Pair; with EnOS Lightweight the system administrator " +
      "hands it out. Keep the private key: decrypt needs it.",
  }),
  99400: (context, msg) =>
    /\borg/i.test(msg)
      ? {
          code: "organization-unknown",
          reason: `The platform does not accept ${context.orgId ?? ""} as an organization.`,
          remedy: `Check ${orgId}: it is the OU's id ("o" and digits), found in the EnOS console.`,
        }
      : {
          code: "request-rejected",
          reason: "The platform found an argument invalid.",
          remedy: "If expression is set, check its spelling; otherwise check the values of where.",
        },
  99403: ({ orgId: requested }) => ({
    denied: true,
    code: "access-denied",
    reason: `The service account may not read products of organization ${requested ?? ""}.`,
    remedy:
      'Have a policy with "Product: Read" ("Device Management: Read" before EnOS 2.4) granted to the application\'s service account, ' +
      `and let that organization authorize the application; or check ${orgId}.`,
  }),
  99500: () => ({
    code: "platform-failed",
    reason: "The platform reports an internal error.",
    remedy: laterOrSupport,
  }),
};

/** The gateway's own refusals, by HTTP status. */
function gatewayRefusal(status: number, headers: ApiResponse["headers"], { apiVersion }: Circumstances): Refusal {
  if (status === 401)
    return {
      denied: true,
      stage: "credentials",
      code: "not-authenticated",
      reason: "The gateway did not accept the credentials.",
      remedy: bothKeys,
    };
  if (status === 403)
    return {
      denied: true,
      code: "access-denied-on-the-way",
      reason: "The API gateway refuses this caller, as it does for IP addresses that are not on its list.",
      remedy: "Have this machine's public address allowed, or run where it is; check that no proxy responds instead.",
    };
  if (status === 404)
    return {
      stage: "api",
      code: "api-not-found",
      reason: "The API gateway knows no such address.",
      remedy:
        apiVersion === "v2.4"
          ? 'Check endpoint. The v2.4 API exists from EnOS 2.4 CU1 on: for an older environment set api_version = "v2.1" (or CONNECT_ENOS_API_VERSION).'
          : "Check endpoint: it is the gateway's address as the console shows it under Help > Environment Information.",
    };
  if (status === 413)
    return {
      code: "request-too-large",
      reason: "The gateway finds the request too large.",
      remedy: "Shorten expression, or search for fewer product_keys at once.",
    };
  if (status === 429) {
    const asks = headers["retry-after"] ? ` It asks to wait: Retry-After ${headers["retry-after"].slice(0, 40)}.` : "";
    return {
      code: "too-many-requests",
      reason: `The API group's quota is used up.${asks}`,
      remedy: "Set requests_per_second, use fewer parallel reads, or have the quota raised.",
    };
  }
  return {
    code: status >= 500 ? "platform-failed" : "request-rejected",
    reason: `The API gateway returned HTTP ${status}.`,
    remedy: status >= 500 ? laterOrSupport : "Check endpoint.",
  };
}

/** The problem of a refusal by the token service. */
export const tokenRefused = (response: ApiResponse): Problem =>
  refused(response, { apiVersion: null, orgId: null }, tokenRefusals[response.code ?? Number.NaN]);

/** The problem of a refusal by the product API. */
export const productRefused = (response: ApiResponse, context: Circumstances): Problem =>
  refused(response, context, productRefusals[response.code ?? Number.NaN]?.(context, response.msg ?? ""), "read");

/** `byCode`: the stage of a request that the service itself refused, with a code of its own. */
function refused(response: ApiResponse, context: Circumstances, known: Refusal | undefined, byCode?: Stage): Problem {
  const unexplained: Refusal = {
    code: "platform-refused",
    reason: `The platform returned code ${response.code}, which its documents do not explain for this request.`,
    remedy: laterOrSupport,
  };
  const hasCode = response.code !== null && response.code !== 0;
  const refusal = known ?? (hasCode ? unexplained : gatewayRefusal(response.status, response.headers, context));
  return refusedBy(response, { ...(hasCode && { stage: byCode }), ...refusal });
}
