import { TLSSocket } from "node:tls";
import type { buildConnector, Dispatcher } from "undici";
import { attempt } from "../schema/attempt";
import { Problem } from "../schema/problem";
import { openDialler, presented, type Way } from "./dialler";
import type { HttpLimits, HttpOptions, HttpRequest } from "./http";
import type { ProxyInUse } from "./proxied";
import { authorizationOf, proxiesOf } from "./proxy";
import { type SystemAuthorities, systemAuthorities } from "./system-authorities";
import type { Trust } from "./trust";

type Connect = buildConnector.connector;

/** Pools of connections, direct and through proxies. */
export interface Connections {
  /** Sends; rejects with an error of undici or Node. */
  request(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  way(url: URL): Way;
  /** The proxy that requests to it go through, if there is one. */
  proxy(url: URL): ProxyInUse | undefined;
  /** Which authorities were tried, as sentences; empty while none of the system's were needed. */
  authorities(): string;
  /** Closes all connections, including those being made. */
  close(): Promise<void>;
}

export interface ConnectionOptions extends Pick<HttpOptions, "maxConnections" | "observe"> {
  /** called when the first connection needs it: some 140 authorities take a while; `more`: further ones */
  readonly trust: (more?: readonly string[]) => Trust;
  readonly limits: HttpLimits;
}

/**
 * Loads undici; no connection is made yet. In the provider, undici is a file of its own with the few parts that are used: see
 * src/launch/undici-parts.ts.
 */
export function openConnections({ maxConnections, trust, limits, observe }: ConnectionOptions): Connections {
  const { Agent, Pool, ProxyAgent, buildConnector } = require("undici") as typeof import("undici");
  const proxies = proxiesOf(process.env);
  const timeout = limits.connectTimeout;
  const ways = new Map<string, Way>();
  const note = (host: string, step: Way) => ways.set(host, { ...ways.get(host), ...step });
  let secure: (Trust & { readonly timeout: number }) | undefined;
  let wider: SystemAuthorities | undefined;
  const tls = () => {
    secure ??= { ...trust(wider?.certificates), timeout };
    return secure;
  };
  let connector: Connect | undefined;
  const secureConnector = () => {
    connector ??= buildConnector(tls());
    return connector;
  };
  const dialler = openDialler({ timeout, secureConnector, note, observe });

  const pool = (origin: string | URL, options: object, connect: Connect) => {
    const { host } = new URL(origin);
    const watched: Connect = (target, done) =>
      connect(target, (...result) => {
        const [, socket] = result;
        if (socket) note(host, { isConnected: true, isReady: true });
        if (observe && socket instanceof TLSSocket) {
          const certificate = ways.get(host)?.certificate ?? presented(socket);
          const untrusted = socket.authorizationError && String(socket.authorizationError);
          observe({ event: "secured", host, certificate, ...(untrusted && { untrusted }) });
        }
        done(...result);
      });
    return new Pool(origin, { ...options, connect: watched });
  };
  // Our own deadlines: undici's are rounded to half seconds and do not cover several attempts.
  const common = { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 };
  const openDirect = () =>
    new Agent({ ...common, factory: (origin, options) => pool(origin, options, dialler.to(new URL(origin).host)) });
  let direct: Dispatcher | undefined;
  const proxied = new Map<string, Dispatcher>();
  const throughProxy = (proxy: string): Dispatcher => {
    const token = authorizationOf(proxy);
    const agent =
      proxied.get(proxy) ??
      makeAgent(
        () =>
          new ProxyAgent({
            ...common,
            uri: proxy,
            ...(token !== undefined && { token }),
            requestTls: tls(),
            // With it undici would speak TLS to a SOCKS proxy, which does not.
            ...(!proxy.startsWith("socks") && { proxyTls: tls() }),
            // undici's own connection, through the tunnel.
            factory: (origin, options) => pool(origin, options, (options as { connect: Connect }).connect),
            clientFactory: (origin, options) => {
              const { protocol, host } = new URL(origin);
              return pool(origin, options, dialler.to(host, `${protocol}//${host}`));
            },
          }),
      );
    proxied.set(proxy, agent);
    return agent;
  };

  const agents = () => [direct, ...proxied.values()].flatMap((agent) => agent ?? []);
  const request: Connections["request"] = ({ url, ...rest }, signal) => {
    const proxy = proxies.for(url);
    direct ??= openDirect();
    const agent = proxy === undefined ? direct : throughProxy(proxy.address);
    return agent.request({ ...rest, origin: url.origin, path: `${url.pathname}${url.search}`, signal });
  };

  /** From now on with the authorities of the system, which most connections do not need and which take a while to read. */
  const widen = () => {
    wider = systemAuthorities(process.env);
    if (wider.certificates.length === 0) return;
    retired.push(...agents());
    [secure, connector, direct] = [undefined, undefined, undefined];
    proxied.clear();
  };
  const retired: Dispatcher[] = [];

  return {
    async request(wanted, signal) {
      const trusted = wider;
      try {
        return await request(wanted, signal);
      } catch (error) {
        if (!isUnknownAuthority(error) || signal.aborted) throw error;
        if (wider === undefined) widen();
        if (trusted === wider || wider?.certificates.length === 0) throw error;
        return request(wanted, signal);
      }
    },
    authorities: () => wider?.report ?? "",
    way: (url) => ways.get(url.host) ?? {},
    proxy(url) {
      const proxy = proxies.for(url);
      if (proxy === undefined) return undefined;
      const host = attempt(() => new URL(proxy.address).host) ?? "";
      // undici itself connects to SOCKS proxies.
      const way = ways.get(host);
      return { variable: proxy.variable, host, isConnected: way && way.isConnected === true };
    },
    async close() {
      const ends = [...agents(), ...retired].map((agent) => agent.destroy());
      dialler.cancel();
      await Promise.all(ends);
    },
  };
}

const unknownAuthority = new Set([
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
]);
const isUnknownAuthority = (error: unknown): boolean =>
  unknownAuthority.has((error as NodeJS.ErrnoException).code ?? "");

/** undici's own message may quote the address, and with it a password. */
function makeAgent(make: () => Dispatcher): Dispatcher {
  try {
    return make();
  } catch {
    throw new Problem("proxy-unusable", {
      reason: "The proxy that the environment names is not an http://, https:// or socks5:// address.",
      remedy: "Check HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.",
    });
  }
}
