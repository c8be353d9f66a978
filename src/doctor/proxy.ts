import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { Socket } from "node:net";
import { isLoopback } from "../http/loopback";
import { proxiesOf, proxyFor } from "../http/proxy";
import type { Trust } from "../http/trust";
import type { Environment } from "../platforms/platform";
import { openSocksTunnel } from "./socks";

/** What the environment says of a proxy for one address. */
export interface NamedProxy {
  /** the variable that names one for addresses of this scheme; undefined where none does */
  readonly variable: string | undefined;
  /** its address, where it is used for this one */
  readonly address: string | undefined;
  /** why it is not used although it is named */
  readonly exemption: string | undefined;
}

/** Finds the proxy that requests to an address go through. */
export function findProxy(url: URL, environment: Environment): NamedProxy {
  const proxies = proxiesOf(environment);
  const name = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const variable = [name, name.toUpperCase()].find((each) => environment[each]);
  const exemption = isLoopback(url) ? "this machine itself" : isExempt(url, proxies.except) ? "NO_PROXY" : undefined;
  return { variable, exemption, address: exemption === undefined ? proxyFor(proxies, url) : undefined };
}

/** Reads NO_PROXY as undici does, which decides in the end. */
function isExempt(url: URL, except: string): boolean {
  if (except === "*") return true;
  const host = url.host.replace(/:\d*$/, "").toLowerCase();
  return except
    .split(/[,\s]/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = entry, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
      const domain = name.replace(/^\*?\./, "").toLowerCase();
      return (port === undefined || port === portOf(url)) && (host === domain || host.endsWith(`.${domain}`));
    });
}

export const portOf = ({ port, protocol }: URL): string => port || (protocol === "https:" ? "443" : "80");

/** A connection to the target through the proxy, as undici has it opened. Rejects with what Node says, or that it was refused. */
export function openTunnel(proxy: URL, target: URL, trust: Trust, signal: AbortSignal): Promise<Socket> {
  if (proxy.protocol.startsWith("socks")) return openSocksTunnel(proxy, target, Number(portOf(target)), signal);
  const { username, password } = proxy;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authority = `${target.hostname}:${portOf(target)}`;
  const options = {
    host: proxy.hostname.replace(/^\[|\]$/g, ""),
    port: portOf(proxy),
    method: "CONNECT",
    path: authority,
    headers: {
      host: authority,
      ...(username && password && { "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` }),
    },
    agent: false,
    signal,
    ...trust,
  };
  return new Promise((resolve, reject) => {
    const asked = proxy.protocol === "https:" ? requestTls(options) : requestPlain(options);
    asked.on("error", reject);
    asked.on("connect", ({ statusCode }, socket) => {
      // It may be closed at any moment: the next use of it fails then.
      socket.on("error", () => {});
      if (statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      reject(new Error(`Proxy response (${statusCode})`));
    });
    asked.end();
  });
}
