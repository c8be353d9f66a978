import type { Reply, WireRequest } from "../shell/contract";

const gatewayTexts: Readonly<Record<number, string>> = {
  400: "Cannot process request body",
  401: "Invalid authentication credentials",
  403: "Your IP address is not allowed",
  404: "no Route matched with those values",
  405: "Method not allowed",
  413: "Request size limit exceeded",
  429: "API rate limit exceeded",
  500: "An unexpected error occurred",
  502: "An invalid response was received from the upstream server",
  503: "Service unavailable",
  504: "The upstream server is timing out",
};

const tokenTexts: Readonly<Record<number, string>> = {
  1001: "The encryption has been used already",
  1002: "The appKey does not exist",
  1003: "The encryption is wrong",
  1004: "Invalid parameter",
  1005: "Internal error",
  1202: "Empty parameter",
  1203: "The access token has expired",
  1204: "The access token cannot be refreshed",
};

const serviceTexts: Readonly<Record<number, string>> = {
  11404: "Product cannot be found",
  11611: "Not found",
  11858: "Unable to find public key",
  99400: "Invalid arguments",
  99403: "Denied resource",
  99404: "Object does not exist",
  99500: " Internal Server Error",
};

const headers = (request: WireRequest) => ({ "x-request-id": request.id });

/** A response of the API gateway itself: one field, no code. */
export function gatewayReply(request: WireRequest, status: number, cause?: string, explained = false): Reply {
  const text = gatewayTexts[status] ?? "An error occurred";
  const message = explained && cause !== undefined ? `${text}: ${cause}` : text;
  return { status, body: JSON.stringify({ message }), headers: headers(request), cause };
}

/** Envelope of the token service, which differs from that of the products. */
export function tokenReply(request: WireRequest, data: object): Reply {
  const body = { status: 0, msg: "SUCCESS", business: "apim-token-service", data };
  return { status: 200, body: JSON.stringify(body), headers: headers(request), code: 0 };
}

export function tokenRefusal(request: WireRequest, status: number, message?: string): Reply {
  const msg = message ?? tokenTexts[status] ?? "Failed";
  const body = { status, msg, business: "apim-token-service", data: null };
  return { status: 200, body: JSON.stringify(body), headers: headers(request), code: status, cause: msg };
}

/** Envelope of the product API. */
export function productReply(request: WireRequest, data: object, pagination?: object): Reply {
  const body = { code: 0, msg: "OK", requestId: request.id, data, pagination };
  return { status: 200, body: JSON.stringify(body), headers: headers(request), code: 0 };
}

export function productRefusal(request: WireRequest, code: number | string, message?: string): Reply {
  const msg = message ?? serviceTexts[Number(code)] ?? tokenTexts[Number(code)] ?? "Failed";
  const body = { code, msg, requestId: request.id, data: null };
  return { status: 200, body: JSON.stringify(body), headers: headers(request), code, cause: msg };
}
