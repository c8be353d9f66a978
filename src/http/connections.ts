import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { buildConnector, Dispatcher } from "undici";
import { oneLine, shortened } from "../schema/foreign-text";
import { Problem } from "../schema/problem";
import type { HttpLimits, HttpOptions, HttpRequest } from "./http";
import { proxiesOf } from "./proxy";
import type { Trust } from "./trust";

type Connect = buildConnector.connector;

/** How far the latest connection to a host came. */
export interface Way {
  /** without a proxy, although the environment may name one */
  readonly isDirect?: boolean;
  /** TCP only */
  readonly isConnected?: boolean;
  /** requests can be sent */
  readonly isReady?: boolean;
  /** what the host presented, also if it was rejected */
  readonly certificate?: string;
}

/** Pools of connections, direct and through proxies. */
export interface Connections {
  /** Sends; rejects with an error of undici or Node. */
  request(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  way(url: URL): Way;
  /** Whether requests to it go through a proxy, as far as that is known. */
  isProxied(url: URL): boolean;
  /** Closes all connections, including those being made. */
  close(): Promise<void>;
}

export interface ConnectionOptions extends Pick<HttpOptions, "maxConnections" | "observe"> {
  /** called when the first connection needs it: some 140 authorities take a while */
  readonly trust: () => Trust;
  readonly limits: HttpLimits;
}

/**
 * Loads undici; no connection is made yet. In the provider, undici is a file of its own with the few parts that are used: see
 * src/launch/undici-parts.ts.
 */
export function openConnections({ maxConnections, trust, limits, observe }: ConnectionOptions): Connections {
  const { Agent, EnvHttpProxyAgent, Pool, buildConnector } = require("undici") as typeof import("undici");
  const proxies = proxiesOf(process.env);
  const timeout = limits.connectTimeout;
  const ways = new Map<string, Way>();
  const note = (host: string, step: Way) => ways.set(host, { ...ways.get(host), ...step });
  const inTheMaking = new Set<Socket>();

  const watched =
    (connect: Connect, host: string, begin: () => void): Connect =>
    (target, done) => {
      begin();
      const made = (socket: Socket) => {
        note(host, { isConnected: true, isReady: true });
        if (!observe || !(socket instanceof TLSSocket)) return;
        const certificate = ways.get(host)?.certificate ?? presented(socket);
        const untrusted = socket.authorizationError && String(socket.authorizationError);
        observe({ event: "secured", host, certificate, ...(untrusted && { untrusted }) });
      };
      const socket: unknown = connect(target, (...result) => {
        inTheMaking.delete(socket as Socket);
        if (result[1]) made(result[1]);
        done(...result);
      });
      // Through a tunnel, undici returns a promise instead.
      if (!(socket instanceof Socket)) return;
      // undici forgets sockets that are still connecting when it is destroyed: they would keep the process alive.
      inTheMaking.add(socket);
      socket.on("lookup", (_error, address) => address && observe?.({ event: "resolved", host, address }));
      socket.once("connect", () => {
        note(host, { isConnected: true });
        observe?.({ event: "connected", host, address: addressOf(socket) });
      });
      // Before Node's own listener, which destroys the socket if the certificate is rejected.
      if (socket instanceof TLSSocket)
        socket.prependOnceListener("secure", () => note(host, { certificate: presented(socket) }));
    };

  let secure: (Trust & { readonly timeout: number }) | undefined;
  const tls = () => {
    secure ??= { ...trust(), timeout };
    return secure;
  };
  const connectors: Record<string, Connect> = {};
  const connect: Connect = (target, done) => {
    const connector = connectors[target.protocol] ?? buildConnector(target.protocol === "https:" ? tls() : { timeout });
    connectors[target.protocol] = connector;
    return connector(target, done);
  };

  const pool = (origin: string | URL, options: object, begin: () => void) => {
    const { connect } = options as { connect: Connect };
    return new Pool(origin, { ...options, connect: watched(connect, new URL(origin).host, begin) });
  };
  const factory = (origin: string | URL, options: object) => {
    const { host } = new URL(origin);
    return pool(origin, options, () => {
      // In a tunnel, undici has a function of its own there.
      if ((options as { connect: Connect }).connect !== connect) return;
      note(host, { isDirect: true });
      observe?.({ event: "connecting", host });
    });
  };
  // Our own deadlines: undici's are rounded to half seconds and do not cover several attempts.
  const common = { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0, connect, factory };
  let direct: Dispatcher | undefined;
  const proxied = new Map<string, Dispatcher>();
  const throughProxy = (proxy: string, { host }: URL): Dispatcher => {
    const known = proxied.get(proxy);
    if (known) return known;
    const agent = makeAgent(
      () =>
        new EnvHttpProxyAgent({
          ...common,
          httpProxy: proxy,
          httpsProxy: proxy,
          noProxy: proxies.except,
          requestTls: tls(),
          // With it undici would speak TLS to a SOCKS proxy, which does not.
          ...(!proxy.startsWith("socks") && { proxyTls: tls() }),
          clientFactory: (origin, options) => {
            const { protocol, host: proxyHost } = new URL(origin);
            const through = `${protocol}//${proxyHost}`;
            return pool(origin, options, () => observe?.({ event: "connecting", host, through }));
          },
        }),
    );
    proxied.set(proxy, agent);
    return agent;
  };

  return {
    request: ({ url, ...request }, signal) => {
      const proxy = proxies.for(url);
      direct ??= new Agent(common);
      return (proxy === undefined ? direct : throughProxy(proxy.address, url)).request({
        ...request,
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        signal,
      });
    },
    way: (url) => ways.get(url.host) ?? {},
    isProxied: (url) => proxies.for(url) !== undefined && !ways.get(url.host)?.isDirect,
    async close() {
      const ends = [direct, ...proxied.values()].map((agent) => agent?.destroy());
      for (const socket of inTheMaking) socket.destroy();
      await Promise.all(ends);
    },
  };
}

/** A certificate may name its authority at any length. */
const LONGEST_NAME = 100;

/** `TLSv1.3, issued by R11, valid until 2027-01-31` */
function presented(socket: TLSSocket): string {
  const { issuer, valid_to: until } = socket.getPeerCertificate();
  const by = shortened(oneLine(String(issuer?.O ?? issuer?.CN ?? "an unnamed authority")), LONGEST_NAME);
  const end = new Date(until);
  const valid = Number.isNaN(end.getTime()) ? "" : `, valid until ${end.toISOString().slice(0, 10)}`;
  return `${socket.getProtocol()}, certificate issued by ${by}${valid}`;
}

function addressOf({ remoteAddress = "", remotePort }: Socket): string {
  return `${remoteAddress.includes(":") ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
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
