import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { abortable } from "../http/abort";
import { explain } from "../http/explain";
import { isLoopback } from "../http/loopback";
import type { Environment } from "../platforms/platform";
import { oneLine, shortened } from "../schema/foreign-text";
import { isProblem, Problem } from "../schema/problem";
import { type Check, failed, type Outcome, ok, skipped, warning } from "./check";
import { findProxy, type NamedProxy, openTunnel, portOf } from "./proxy";
import { withVariables } from "./remedy";
import type { Site } from "./site";

/** The way to the platform, step by step, without asking it anything. */
export function reachChecks(site: () => Site, environment: Environment): Check[] {
  const proxy = () => findProxy(site().url, environment);
  return [
    { id: "proxy", title: "proxy", needs: ["configuration"], run: () => throughProxy(site(), proxy()) },
    { id: "dns", title: "name resolution", needs: ["configuration"], run: () => resolveName(site(), proxy()) },
    { id: "connection", title: "connection", needs: ["dns"], run: () => connectDirectly(site(), proxy()) },
    { id: "tls", title: "TLS", needs: ["proxy", "connection"], run: () => secure(site(), proxy()) },
  ];
}

async function throughProxy(site: Site, { variable, exemption, address }: NamedProxy): Promise<Outcome> {
  const { protocol, host } = site.url;
  if (variable === undefined) return ok(`the environment names none for ${protocol}//`);
  if (exemption !== undefined) return ok(`${variable} names one; it is not used for ${exemption}`);
  const url = proxyUrl(address);
  const remedy = `Check ${variable} (and user name and password in it), or exempt the host with NO_PROXY.`;
  if (url === undefined) return failed(`${variable} is not an http://, https:// or socks5:// address.`, remedy);
  const socket = await step(site, (signal) => openTunnel(url, site.url, site.trust, signal), true);
  if ("state" in socket) return { ...socket, remedy };
  socket.destroy();
  return ok(`${url.protocol}//${url.host} (${variable}) leads to ${host}`);
}

function proxyUrl(address: string | undefined): URL | undefined {
  const url = URL.canParse(address ?? "") ? new URL(address as string) : undefined;
  return url && /^(https?|socks5?):$/.test(url.protocol) ? url : undefined;
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

async function resolveName(site: Site, { address, variable }: NamedProxy): Promise<Outcome> {
  const host = hostOf(site.url);
  if (address !== undefined) return skipped(`The proxy does it (${variable}).`);
  if (isIP(host)) return ok(`${host} is an address`);
  const found = await step(site, (signal) => abortable(lookup(host, { all: true }), signal));
  return "state" in found ? found : ok(`${host} is ${found.map(({ address }) => address).join(", ")}`);
}

async function connectDirectly(site: Site, { address, variable }: NamedProxy): Promise<Outcome> {
  if (address !== undefined) return skipped(`The proxy makes it (${variable}).`);
  const socket = await step(site, (signal) => openSocket(site.url, signal));
  if ("state" in socket) return socket;
  const { remoteAddress = "", remotePort } = socket;
  socket.destroy();
  return ok(`${remoteAddress.includes(":") ? `[${remoteAddress}]` : remoteAddress}:${remotePort} takes connections`);
}

async function secure(site: Site, { address }: NamedProxy): Promise<Outcome> {
  const { url, trust } = site;
  if (url.protocol === "http:") return plain(url);
  const through = proxyUrl(address);
  const connection = await step(
    site,
    async (signal) => {
      const socket = through ? await openTunnel(through, url, trust, signal) : await openSocket(url, signal);
      return handshake(socket, site, signal);
    },
    through !== undefined,
  );
  if ("state" in connection) return connection;
  const certificate = describeCertificate(connection);
  const { authorizationError } = connection;
  connection.destroy();
  const trouble = authorizationError ? explain({ code: String(authorizationError) }, url, false) : undefined;
  if (!trust.rejectUnauthorized)
    return warning(
      `${certificate}, not verified (CONNECT_INSECURE_SKIP_VERIFY). ${trouble?.reason ?? "It would be accepted."}`,
      `Unset CONNECT_INSECURE_SKIP_VERIFY${trouble ? "; name the certificate's authority in CONNECT_CA_FILE if that is what is unknown" : ""}.`,
    );
  if (trouble === undefined) return ok(certificate);
  return failed(`${trouble.reason} (${certificate})`, withVariables(trouble.remedy, trouble.settings));
}

const plain = (url: URL): Outcome =>
  isLoopback(url)
    ? ok("none: plain http to this machine itself")
    : warning(
        "None (CONNECT_ALLOW_PLAIN_HTTP): keys and answers can be read on the way.",
        "Write https:// in endpoint, if the platform offers it.",
      );

function openSocket(url: URL, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: hostOf(url), port: Number(portOf(url)), signal });
  // A server may close a connection at any moment: the next use of it fails then.
  socket.on("error", () => {});
  return once(socket, "connect").then(() => socket);
}

/** Makes the TLS handshake with any certificate: what is wrong with it is `authorizationError`. */
async function handshake(socket: Socket, { url, trust }: Site, signal: AbortSignal): Promise<TLSSocket> {
  const host = hostOf(url);
  const name = isIP(host) ? { host } : { host, servername: host };
  const secured = connectTls({ socket, ...name, ALPNProtocols: ["http/1.1"], ...trust, rejectUnauthorized: false });
  secured.on("error", () => {});
  try {
    await once(secured, "secureConnect", { signal });
    return secured;
  } catch (error) {
    secured.destroy();
    throw signal.aborted ? unanswered(url) : error;
  }
}

const unanswered = ({ host }: URL): Problem =>
  new Problem("tls-failed", {
    reason: `${host} took the connection and did not answer the TLS handshake in time.`,
    remedy: "Check that the port in endpoint is one for https, and the proxies and load balancers on the way.",
  });

/** A certificate may name its authority at any length. */
const LONGEST_NAME = 100;

function describeCertificate(connection: TLSSocket): string {
  const { issuer, valid_to: until } = connection.getPeerCertificate();
  const by = shortened(oneLine(String(issuer?.O ?? issuer?.CN ?? "an unnamed authority")), LONGEST_NAME);
  return `${connection.getProtocol()}; certificate by ${by}, valid until ${new Date(until).toISOString().slice(0, 10)}`;
}

/** One bounded step, or why it did not succeed. */
async function step<T extends object>(
  { url, patience, addressFrom }: Site,
  take: (signal: AbortSignal) => Promise<T>,
  proxied = false,
): Promise<T | Outcome> {
  const signal = AbortSignal.timeout(patience * 1000);
  try {
    return await take(signal);
  } catch (error) {
    const problem = isProblem(error)
      ? error
      : explain(signal.aborted ? { code: "ETIMEDOUT" } : error, url, proxied, addressFrom);
    return { ...failed(problem.reason, withVariables(problem.remedy, problem.settings)), code: problem.code };
  }
}
