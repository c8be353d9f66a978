import { isLoopback } from "./loopback";

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy variables of the environment; the lower-case spelling wins, as in curl. */
export interface Proxies {
  readonly http: string | undefined;
  readonly https: string | undefined;
  readonly except: string;
}

export const proxiesOf = (environment: Environment): Proxies => ({
  http: withScheme(environment.http_proxy || environment.HTTP_PROXY),
  https: withScheme(environment.https_proxy || environment.HTTPS_PROXY),
  except: environment.no_proxy || environment.NO_PROXY || "",
});

/** The proxy for a URL's scheme, without exceptions. Requests to loopback never use one. */
export const proxyFor = (proxies: Proxies, url: URL): string | undefined =>
  isLoopback(url) ? undefined : url.protocol === "https:" ? proxies.https : proxies.http;

/** `proxy.corp:3128` is a common spelling; `URL` would parse the host as a scheme. */
const withScheme = (proxy: string | undefined): string | undefined =>
  proxy && !proxy.includes("://") ? `http://${proxy}` : proxy || undefined;
