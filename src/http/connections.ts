import type { Socket } from "node:net";
import type { buildConnector, Dispatcher } from "undici";
import { Problem } from "../schema/problem";
import type { HttpRequest } from "./http";
import type { HttpLimits } from "./limits";
import { proxiesOf, proxyFor } from "./proxy";
import type { Trust } from "./trust";
import { loadUndici } from "./undici";

/** Pools of connections, direct and through proxies. */
export interface Connections {
  /** Sends; rejects with an error of undici or Node. */
  request(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  /** Whether a direct connection to this host has been made. */
  reached(url: URL): boolean;
  /** Whether the environment names a proxy for it; an exception may still apply. */
  proxied(url: URL): boolean;
  /** Closes all connections, including those being made. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly maxConnections: number;
  /** called when the first connection needs it: some 140 authorities take a while */
  readonly trust: () => Trust;
  readonly limits: HttpLimits;
}

/** Loads undici; no connection is made yet. */
export function openConnections({ maxConnections, trust, limits }: ConnectionOptions): Connections {
  const { Agent, EnvHttpProxyAgent, Pool, buildConnector } = loadUndici();
  const proxies = proxiesOf(process.env);
  const timeout = limits.connectTimeout;
  const reached = new Set<string>();
  const inTheMaking = new Set<Socket>();

  // undici forgets sockets that are still connecting when it is destroyed: they would keep the process alive.
  const watched = (connect: buildConnector.connector): buildConnector.connector =>
    ((target, done) => {
      const socket = connect(target, (...result) => {
        if (socket) inTheMaking.delete(socket);
        if (result[0] === null) reached.add(target.host ?? target.hostname);
        done(...result);
      }) as Socket | undefined;
      if (socket) inTheMaking.add(socket);
    }) as buildConnector.connector;

  let secure: (Trust & { readonly timeout: number }) | undefined;
  const tls = () => {
    secure ??= { ...trust(), timeout };
    return secure;
  };
  const connectors: Record<string, buildConnector.connector> = {};
  const connect: buildConnector.connector = (target, done) => {
    const connector = connectors[target.protocol] ?? buildConnector(target.protocol === "https:" ? tls() : { timeout });
    connectors[target.protocol] = connector;
    return connector(target, done);
  };

  // Our own deadlines: undici's are rounded to half seconds and do not cover several attempts.
  const common = { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 };
  const direct = new Agent({ ...common, connect: watched(connect) });
  const proxied = new Map<string, Dispatcher>();
  const throughProxy = (proxy: string) => {
    const known = proxied.get(proxy);
    if (known) return known;
    const agent = makeAgent(
      () =>
        new EnvHttpProxyAgent({
          ...common,
          httpProxy: proxy,
          httpsProxy: proxy,
          noProxy: proxies.except,
          connect: watched(connect),
          requestTls: tls(),
          // With it undici would speak TLS to a SOCKS proxy, which does not.
          ...(!proxy.startsWith("socks") && { proxyTls: tls() }),
          clientFactory: (origin, options) =>
            new Pool(origin, {
              ...options,
              connect: watched((options as { connect: buildConnector.connector }).connect),
            }),
        }),
    );
    proxied.set(proxy, agent);
    return agent;
  };

  return {
    request: ({ url, ...request }, signal) => {
      const proxy = proxyFor(proxies, url);
      return (proxy === undefined ? direct : throughProxy(proxy)).request({
        ...request,
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        signal,
      });
    },
    reached: (url) => reached.has(url.host),
    proxied: (url) => proxyFor(proxies, url) !== undefined,
    async close() {
      const ends = [direct, ...proxied.values()].map((agent) => agent.destroy());
      for (const socket of inTheMaking) socket.destroy();
      await Promise.all(ends);
    },
  };
}

/** undici's own message may quote the address, and with it a password. */
function makeAgent(make: () => Dispatcher): Dispatcher {
  try {
    return make();
  } catch {
    throw new Problem("proxy-unusable", {
      reason: "The proxy that the environment names is not an http://, https:// or socks5:// address.",
      remedy: "Check HTTP_PROXY and HTTPS_PROXY.",
    });
  }
}
