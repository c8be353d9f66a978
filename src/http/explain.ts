import { Problem, type ProblemParts } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";
import type { Way } from "./dialler";
import { outOfMemory } from "./memory";
import { type ProxyInUse, printProxy, proxyUnreached, refusedByProxy, unreachable } from "./proxied";
import { type Attempt, printAttempts } from "./race";
import { endedHandshake } from "./tls-alert";

interface NodeError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly address?: string;
  readonly port?: number;
  readonly errors?: readonly NodeError[];
  readonly cause?: NodeError;
  /** of a host with several addresses */
  readonly attempts?: readonly Attempt[];
}

export type Explanation = readonly [
  code: ProblemCode,
  reason: string,
  remedy: string,
  settings?: ProblemParts["settings"],
];

const lost = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"]);
const certificateCodes =
  /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)/;

/** What is known of the request that failed. */
export interface Circumstances extends Way {
  readonly proxy?: ProxyInUse;
  /** the argument that the address comes from; by default, `endpoint` */
  readonly argument?: string;
  /** what else to say where the address is unknown */
  readonly hint?: string;
  /** which authorities were tried */
  readonly authorities?: string;
}

/** The problem for an error of Node or undici. Their messages are dropped where they could quote what was sent. */
export function explain(thrown: unknown, url: URL, around: Circumstances = {}): Problem {
  // A SOCKS proxy with several addresses: the first error is as good as any.
  const error = (thrown as NodeError).errors?.[0] ?? (thrown as NodeError);
  // Behind a proxy, undici wraps the error about a certificate's name.
  const code = (error.code === "UND_ERR_PRX_TLS" ? error.cause?.code : error.code) ?? (thrown as NodeError).code ?? "";
  const [problem, reason, remedy, settings] = explanationOf(error, code, url, around);
  const hint =
    around.proxy && problem !== "certificate-rejected" && !reason.includes("proxy")
      ? ` Requests to it go through ${printProxy(around.proxy)}; NO_PROXY lists exceptions.`
      : "";
  const tried = printAttempts(error.attempts);
  return new Problem(problem, { reason: `${reason}${tried}${hint}`, remedy, settings });
}

export const handshakeUnanswered = (host: string): string =>
  `${host} accepted the connection and did not complete the TLS handshake.`;

function explanationOf(
  error: NodeError,
  code: string,
  { host, origin, protocol }: URL,
  around: Circumstances,
): Explanation {
  const { argument = "endpoint", hint, isConnected, isReady } = around;
  const checkAddress = `Check ${argument}, and that the platform can be reached from this machine.`;
  const message = error.message ?? "";
  // Behind a proxy, it is the proxy that does not know the host.
  const more = hint ? ` ${hint}` : "";
  const memory = outOfMemory(code, message);
  if (memory) return memory;
  const unreached = around.proxy && proxyUnreached(code, around.proxy);
  if (unreached) return unreached;
  if (code === "ECONNREFUSED") {
    const address = error.address ? `${bracket(error.address)}:${error.port}` : host;
    const named = address === host ? address : `${address} (for ${host})`;
    return ["connection-refused", `No server listens at ${named}.`, checkAddress];
  }
  if (code === "EAI_AGAIN")
    return [
      "name-server-failed",
      `The name server did not respond for the host of ${origin} (${code}).`,
      "Check this machine's network and name server; try again.",
    ];
  if (code === "ENOTFOUND")
    return [
      "host-unknown",
      `No address is known for the host of ${origin} (${code}).`,
      `Check the spelling of ${argument}, and whether a VPN or another name server is needed.${more}`,
    ];
  if (code === "UND_ERR_CONNECT_TIMEOUT" && isConnected && !isReady)
    return [
      "connection-timeout",
      handshakeUnanswered(host),
      "Check that the port in endpoint is one for https, and the proxies and load balancers on the way.",
    ];
  if (unreachable.has(code))
    return [
      "connection-timeout",
      `Could not connect to ${host} (${code}): a firewall may drop the connection, or the address is wrong.`,
      checkAddress,
    ];
  if (/wrong version number|packet length too long|http request/i.test(message) && /SSL|EPROTO/.test(code))
    return [
      "not-tls",
      `${host} does not respond with TLS.`,
      "If the server only supports plain HTTP, write http:// in endpoint (see allow_plain_http); otherwise check the port.",
      ["allow_plain_http"],
    ];
  if (certificateCodes.test(code)) return rejectedCertificate(code, host, around);
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return endedHandshake(code, host);
  if (/tunnel|proxy|^SOCKS5 /i.test(message) || code.startsWith("UND_ERR_SOCKS5"))
    return refusedByProxy({ code, message, host, more, proxy: around.proxy });
  // Since TLS 1.3, a client has sent its request by the time the server misses the certificate.
  const perhapsClientCertificate =
    protocol === "https:" && isReady ? " A server that requires a certificate of its clients also does this." : "";
  const perhapsHttps = protocol === "http:" ? " If the port is one for https, write https:// in endpoint." : "";
  // undici asserts that a server which switches protocols was asked to.
  if (code.startsWith("HPE_") || code === "ERR_ASSERTION" || error.name === "HTTPParserError")
    return [
      "not-http",
      `${host} did not respond with HTTP.`,
      `Check the scheme and the port in endpoint.${perhapsHttps}`,
    ];
  if (lost.has(code) || /terminated|socket hang up|other side closed/i.test(message))
    return [
      "connection-lost",
      `The connection to ${host} was closed before the response was complete.`,
      `Try again; if it persists, check proxies, load balancers and the gateway's own limits on the way.${perhapsHttps}${perhapsClientCertificate}`,
    ];
  return ["request-failed", `The request to ${host} failed${code === "" ? "" : ` (${code})`}.`, checkAddress];
}

const bracket = (address: string): string => (address.includes(":") ? `[${address}]` : address);
function rejectedCertificate(
  code: string,
  host: string,
  { argument = "endpoint", certificate, authorities = "" }: Circumstances,
): Explanation {
  const last = "insecure_skip_verify = true disables verification; for tests only.";
  const rejected = (reason: string, remedy: string, ...settings: string[]): Explanation => [
    "certificate-rejected",
    `${reason} (${code}${certificate === undefined ? "" : `; ${certificate}`}).`,
    `${remedy} ${last}`,
    [...settings, "insecure_skip_verify"],
  ];
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return rejected(
      `The certificate of ${host} is ${code === "CERT_HAS_EXPIRED" ? "no longer" : "not yet"} valid`,
      "Have it renewed, or correct this machine's clock.",
    );
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH")
    return rejected(
      `The certificate that ${host} presents was issued for another name`,
      `Check the host in ${argument}.`,
    );
  return rejected(
    `The certificate of ${host} is not signed by an authority this machine trusts`,
    `Name a PEM file with the authority in ca_file (SSL_CERT_FILE, SSL_CERT_DIR and NODE_EXTRA_CA_CERTS are read too).${authorities && ` ${authorities}`}`,
    "ca_file",
  );
}
