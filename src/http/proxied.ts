import type { Explanation } from "./explain";

/** A proxy of the environment that requests go through, and how far a connection to it came. */
export interface ProxyInUse {
  /** undefined: not known */
  readonly isConnected?: boolean | undefined;
  /** the variable that names it */
  readonly variable: string;
  /** without user name and password */
  readonly host: string;
}

/** `the proxy proxy.example:3128 (HTTPS_PROXY)` */
export const printProxy = ({ host, variable }: ProxyInUse): string => `the proxy ${host} (${variable})`;

const remedyFor = ({ variable }: ProxyInUse): string => `Check ${variable}, or exempt the host with NO_PROXY.`;

/** Nothing answers at an address. */
export const unreachable = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"]);

/** Where a connection to the proxy itself failed: the proxy connects to all others. */
export function proxyUnreached(code: string, proxy: ProxyInUse): Explanation | undefined {
  const unreached = (problem: Explanation[0], reason: string): Explanation => [problem, reason, remedyFor(proxy)];
  const named = printProxy(proxy);
  if (code === "ECONNREFUSED") return unreached("connection-refused", `No server listens at the address of ${named}.`);
  if (code === "ENOTFOUND") return unreached("host-unknown", `No address is known for ${named} (${code}).`);
  if (code === "EAI_AGAIN") return unreached("name-server-failed", `The name server did not respond for ${named}.`);
  if (unreachable.has(code) && !proxy.isConnected)
    return unreached("connection-timeout", `Could not connect to ${named} (${code}).`);
  return undefined;
}

/** What to say of a proxy that is silent. */
export function silentProxy(proxy: ProxyInUse, host: string): string {
  const { isConnected, variable } = proxy;
  const accepted = isConnected ? "accepted the connection and " : "";
  const state =
    isConnected === false
      ? `Could not connect to ${printProxy(proxy)}`
      : `${capitalized(printProxy(proxy))} ${accepted}did not pass on a response of ${host}`;
  return `${state}: check ${variable}, or exempt the host with NO_PROXY.`;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly host: string;
  /** what else to say of the address */
  readonly more: string;
  readonly proxy: ProxyInUse | undefined;
}

export const refusedByProxy = ({ code, message, host, more, proxy }: Refusal): Explanation => [
  "proxy-failed",
  `${capitalized(proxy ? printProxy(proxy) : "the proxy that the environment names")} did not connect to ${host}${proxyReply(code, message)}.`,
  `Check ${proxy?.variable ?? "HTTP_PROXY, HTTPS_PROXY or ALL_PROXY"} (including its user name and password), or exempt the host with NO_PROXY.${more}`,
];

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the proxy said: the status of a tunnel, or what undici's code for SOCKS means (RFC 1928 has the numbers). */
function proxyReply(code: string, message: string): string {
  const status = /\((\d{3})\)/.exec(message)?.[1];
  if (status !== undefined) return `; it returned HTTP ${status}`;
  if (/^SOCKS5 .*timeout$/.test(message)) return "; it did not reply in time";
  const socks = socksReplies[code.replace("UND_ERR_SOCKS5_", "")];
  return socks === undefined ? "" : `; ${socks} (${code})`;
}

const socksReplies: Readonly<Record<string, string>> = {
  VERSION: "it is not a SOCKS5 proxy",
  AUTH_REJECTED: "it requires another kind of login",
  AUTH_FAILED: "it rejected the user name or the password",
  REPLY_2: "its rules do not allow the connection",
  REPLY_3: "it cannot reach that network",
  REPLY_4: "it cannot reach that host",
  REPLY_5: "the connection was refused",
};
