type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy variables of the environment. */
export interface Proxies {
  /** the proxy for a URL's scheme, without exceptions; undefined: none */
  named(url: URL): NamedProxy | undefined;
  /** the same, except that requests to loopback never use one */
  for(url: URL): NamedProxy | undefined;
  readonly except: string;
}

export interface NamedProxy {
  readonly variable: string;
  readonly address: string;
}

/** Reads the environment; the lower-case spelling of a variable wins, as in curl. */
export function proxiesOf(environment: Environment): Proxies {
  const proxy = (scheme: string): NamedProxy | undefined => {
    const variable = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].find((name) => environment[name]);
    const address = variable && environment[variable];
    return address ? { variable, address: withScheme(address) } : undefined;
  };
  const [http, https] = [proxy("http"), proxy("https")];
  const named = ({ protocol }: URL) => (protocol === "https:" ? https : http);
  return {
    named,
    for: (url) => (isLoopback(url) ? undefined : named(url)),
    except: environment.no_proxy || environment.NO_PROXY || "",
  };
}

/** `proxy.corp:3128` is a common spelling; `URL` would parse the host as a scheme. */
const withScheme = (proxy: string): string => (proxy.includes("://") ? proxy : `http://${proxy}`);

/** Whether a URL can only lead to this machine. */
export function isLoopback(url: URL): boolean {
  // `URL` has already turned every spelling of an IPv4 address (127.1, 0x7f000001) into four decimal numbers.
  const host = url.hostname.toLowerCase();
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
