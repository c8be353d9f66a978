import type { HttpFault } from "./error";

/** What a failed attempt comes to. */
export interface Cause {
  readonly kind: HttpFault;
  readonly summary: string;
  readonly reason: string;
  readonly remedy: string;
  /** further attempts that make sense: a number of them at most */
  readonly again: number;
}

/** An attempt that ended for a reason of our own. */
export class Broken extends Error {
  constructor(override readonly cause: Cause) {
    super(cause.reason);
  }
}

interface NodeError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly address?: string;
  readonly port?: number;
  readonly errors?: readonly NodeError[];
  readonly cause?: NodeError;
}

const always = Number.POSITIVE_INFINITY;
const checkAddress = (argument: string): string =>
  `Check ${argument}, and that the platform can be reached from this machine.`;
const certificateCodes =
  /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)/;

/**
 * Classifies what Node or undici threw. Their messages are not passed on where they could quote what was sent. `argument` is the one
 * that the address comes from.
 */
export function causeOf(thrown: unknown, url: URL, proxied: boolean, argument = "endpoint"): Cause {
  // A name with several addresses: all failed, the first tells as much as any.
  const outer = thrown as NodeError;
  const error = outer.errors?.[0] ?? outer;
  // Behind a proxy undici wraps the one about the name in a certificate.
  const code = (error.code === "UND_ERR_PRX_TLS" ? error.cause?.code : error.code) ?? outer.code ?? "";
  const host = url.host;
  const hint = proxied
    ? " Requests to it go through the proxy that the environment names (HTTP_PROXY, HTTPS_PROXY; NO_PROXY lists exceptions)."
    : "";

  if (code === "ECONNREFUSED") {
    const place = error.address ? `${bracket(error.address)}:${error.port}` : host;
    const named = place === host ? place : `${place} (for ${host})`;
    return {
      kind: "refused",
      summary: "Connection refused",
      reason: `Nothing listens at ${named}.${hint}`,
      remedy: checkAddress(argument),
      again: always,
    };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return {
      kind: "dns",
      summary: "Unknown host name",
      reason: `No address is known for the host of ${url.origin} (${code}).${hint}`,
      remedy: `Check the spelling of ${argument}, and whether a VPN or another name server is needed.`,
      again: code === "ENOTFOUND" ? 1 : always,
    };
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT" || code === "EHOSTUNREACH" || code === "ENETUNREACH")
    return {
      kind: "timeout",
      summary: "No connection",
      reason: `No connection to ${host} came about in time (${code}): a firewall may drop it, or the address is wrong.${hint}`,
      remedy: checkAddress(argument),
      again: always,
    };
  if (/wrong version number|packet length too long|http request/i.test(error.message ?? "") && /SSL|EPROTO/.test(code))
    return {
      kind: "tls",
      summary: "No TLS at this port",
      reason: `${host} does not answer in TLS.${hint}`,
      remedy:
        "If it only speaks plain http, write http:// in endpoint (see allow_plain_http); otherwise check the port.",
      again: 0,
    };
  if (certificateCodes.test(code)) return { kind: "tls", ...certificateTrouble(code, host), again: 0 };
  if (code === "EPROTO" || code.startsWith("ERR_SSL"))
    return {
      kind: "tls",
      summary: "TLS connection failed",
      reason: `${host} and this machine found no common way to speak TLS (${code}).${hint}`,
      remedy: "Check that endpoint names the right port, and which TLS versions the server offers.",
      again: 0,
    };
  if (/tunnel|proxy/i.test(error.message ?? "") || code === "UND_ERR_SOCKS5")
    return {
      kind: "proxy",
      summary: "Proxy refused",
      reason: `The proxy that the environment names would not connect to ${host}${proxyStatus(error.message)}.`,
      remedy: "Check HTTP_PROXY or HTTPS_PROXY (and user name and password in it), or exempt the host with NO_PROXY.",
      again: 0,
    };
  if (code.startsWith("HPE_") || error.name === "HTTPParserError")
    return {
      kind: "protocol",
      summary: "Not an HTTP answer",
      reason: `What ${host} answered is not HTTP.`,
      remedy: "Check the scheme and the port in endpoint.",
      again: 0,
    };
  if (["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"].includes(code) || broken(error))
    return {
      kind: "reset",
      summary: "Connection lost",
      reason: `The connection to ${host} was cut before the answer was complete.${hint}`,
      remedy: "Try again; if it stays, look at what lies between: a proxy, a load balancer, the gateway's own limits.",
      again: always,
    };
  return {
    kind: "other",
    summary: "Request failed",
    reason: `The request to ${host} failed${code === "" ? "" : ` (${code})`}.${hint}`,
    remedy: checkAddress(argument),
    again: 0,
  };
}

const broken = (error: NodeError): boolean => /terminated|socket hang up|other side closed/i.test(error.message ?? "");
const bracket = (address: string): string => (address.includes(":") ? `[${address}]` : address);
const proxyStatus = (message = ""): string => {
  const status = /\((\d{3})\)/.exec(message)?.[1];
  return status === undefined ? "" : `; it answered HTTP ${status}`;
};

function certificateTrouble(code: string, host: string): Pick<Cause, "summary" | "reason" | "remedy"> {
  const summary = "TLS certificate not accepted";
  const last = "insecure_skip_verify = true turns verification off, for tests only.";
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return {
      summary,
      reason: `The certificate of ${host} is ${code === "CERT_HAS_EXPIRED" ? "no longer" : "not yet"} valid (${code}).`,
      remedy: `Have it renewed, or set this machine's clock right. ${last}`,
    };
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH")
    return {
      summary,
      reason: `The certificate that answers for ${host} was issued for another name (${code}).`,
      remedy: `Check the host in endpoint. ${last}`,
    };
  return {
    summary,
    reason: `The certificate of ${host} is not signed by an authority this machine trusts (${code}).`,
    remedy: `Name a PEM file with the authority in ca_file. ${last}`,
  };
}
