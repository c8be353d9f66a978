import { attempt } from "../schema/attempt";
import { type Exceptions, parseNoProxy } from "./no-proxy";

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy variables of the environment. */
export interface Proxies {
  /** the proxy for a URL's scheme, without exceptions; undefined: none */
  named(url: URL): NamedProxy | undefined;
  /** why requests to it do not use a proxy that is named: this machine, or `"192.0.2.0/24" of NO_PROXY` */
  exemption(url: URL): string | undefined;
  /** the proxy that is used */
  for(url: URL): NamedProxy | undefined;
  /** entries of NO_PROXY in no form that is understood, and the variable */
  readonly unknown: readonly string[];
}

export interface NamedProxy {
  readonly variable: string;
  readonly address: string;
}

/** Reads the environment as curl does: the lower-case spelling of a variable wins, ALL_PROXY counts where the scheme has no variable. */
export function proxiesOf(environment: Environment): Proxies {
  const variableFor = (name: string) => [name, name.toUpperCase()].find((spelling) => environment[spelling]);
  const named = ({ protocol }: URL): NamedProxy | undefined => {
    const variable = variableFor(protocol === "https:" ? "https_proxy" : "http_proxy") ?? variableFor("all_proxy");
    const address = variable && environment[variable];
    return address ? { variable, address: complete(address) } : undefined;
  };
  const list = variableFor("no_proxy");
  let parsed: Exceptions | undefined;
  const exceptions = () => {
    parsed ??= parseNoProxy((list && environment[list]) ?? "");
    return parsed;
  };
  const exemption = (url: URL) => {
    if (isLoopback(url)) return "this machine itself";
    const entry = exceptions().entryFor(url);
    return entry && `${JSON.stringify(entry)} of ${list}`;
  };
  return {
    named,
    exemption,
    for: (url) => {
      const proxy = named(url);
      return proxy && exemption(url) === undefined ? proxy : undefined;
    },
    get unknown() {
      return exceptions().unknown;
    },
  };
}

/**
 * `proxy.corp:3128` is a common spelling; `URL` would parse the host as a scheme. curl's `socks5h` has the proxy resolve names, which is
 * what `socks5` does here.
 */
const complete = (proxy: string): string =>
  (proxy.includes("://") ? proxy : `http://${proxy}`).replace(/^socks5h:/i, "socks5:");

/** The header for the user name of a proxy's address, where undici sets none: it wants a password as well. */
export function authorizationOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { username, password } = new URL(address);
  if (username === "" || password !== "") return undefined;
  return `Basic ${Buffer.from(`${decoded(username)}:`).toString("base64")}`;
}

const decoded = (text: string): string => attempt(() => decodeURIComponent(text)) ?? text;

/** Whether a URL can only lead to this machine. */
export function isLoopback(url: URL): boolean {
  // `URL` has already turned every spelling of an IPv4 address (127.1, 0x7f000001) into four decimal numbers.
  const host = url.hostname.toLowerCase();
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
