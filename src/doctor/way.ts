import { isIP } from "node:net";
import { explain } from "../http/explain";
import type { HttpEvent } from "../http/http";
import { isLoopback, type NamedProxy, type Proxies, proxiesOf } from "../http/proxy";
import { printMs } from "../http/race";
import type { Environment } from "../platforms/platform";
import { printValue } from "../schema/foreign-text";
import { isProblem, Problem } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";
import { type Check, failed, type Outcome, ok, skipped, warning, withVariables } from "./check";
import type { Site } from "./site";

/** The way to the platform, step by step, as the requests of the reads took it. */
export function wayChecks(site: () => Site, environment: Environment): Check[] {
  const after =
    (judge: (way: Way) => Outcome): Check["run"] =>
    async () =>
      judge(wayOf(site(), environment, await site().reads.trouble()));
  return [
    { id: "proxy", title: "proxy", needs: ["configuration"], run: after(judgeProxy) },
    { id: "dns", title: "name resolution", needs: ["configuration"], run: after(judgeName) },
    { id: "connection", title: "connection", needs: ["dns"], run: after(judgeConnection) },
    { id: "tls", title: "TLS", needs: ["proxy", "connection"], run: after(judgeTls) },
  ];
}

/** How far requests got. */
interface Way {
  readonly url: URL;
  readonly proxies: Proxies;
  readonly addresses: readonly string[];
  readonly connected: string | undefined;
  /** addresses beside it that did not take the connection */
  readonly unreached: readonly Extract<HttpEvent, { event: "unreached" }>[];
  readonly secured: Extract<HttpEvent, { event: "secured" }> | undefined;
  readonly isAnswered: boolean;
  /** why there was no response */
  readonly problem: Problem;
}

function wayOf({ url, events }: Site, environment: Environment, thrown: unknown): Way {
  const of = <E extends HttpEvent["event"]>(event: E) =>
    events.filter((each): each is Extract<HttpEvent, { event: E }> => each.event === event && each.host === url.host);
  const connected = new Set(of("connected").map(({ address }) => address));
  return {
    url,
    proxies: proxiesOf(environment),
    addresses: [...new Set(of("resolved").map(({ address }) => address))],
    connected: of("connected")[0]?.address,
    unreached: longest(of("unreached").filter(({ address }) => !connected.has(address))),
    secured: of("secured")[0],
    isAnswered: of("request").some(({ status }) => status !== undefined),
    problem: isProblem(thrown) ? thrown : new Problem("request-failed", { reason: "No request was sent." }),
  };
}

/** Each address once: several connections may have tried it. */
function longest<E extends { readonly address: string; readonly ms: number }>(events: readonly E[]): E[] {
  const byAddress = new Map<string, E>();
  for (const event of events) {
    const known = byAddress.get(event.address);
    if (known === undefined || known.ms < event.ms) byAddress.set(event.address, event);
  }
  return [...byAddress.values()];
}

const proxyOf = ({ url, proxies }: Way): NamedProxy | undefined => proxies.for(url);

/** Ends of a request that the proxy had led to the platform. */
const beyondProxy: readonly ProblemCode[] = ["certificate-rejected", "not-tls", "tls-failed"];

function judgeProxy(way: Way): Outcome {
  const { url, proxies, secured, isAnswered, problem } = way;
  const named = proxies.named(url);
  if (named === undefined) return ok(`the environment names none for ${url.protocol}//`);
  const { variable, address } = named;
  const exemption = proxies.exemption(url);
  if (exemption !== undefined) return ok(`${variable} names one; it is not used for ${exemption}`);
  const unknown = proxies.unknown.map((entry) => printValue(entry)).join(", ");
  const forms = "Write hosts (.example.com), addresses or ranges (192.0.2.0/24) in NO_PROXY.";
  if (secured || isAnswered || beyondProxy.includes(problem.code)) {
    const used = `${withoutUser(address)} (${variable}) leads to ${url.host}`;
    return unknown === "" ? ok(used) : warning(`${used}. NO_PROXY has ${unknown}, which is in no known form.`, forms);
  }
  const remedy = `Check ${variable} (and user name and password in it), or exempt the host with NO_PROXY.`;
  const hint = unknown === "" ? "" : ` NO_PROXY has ${unknown}, which is in no known form. ${forms}`;
  return { ...because(problem), remedy: `${remedy}${hint}` };
}

const withoutUser = (address: string): string => {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

function judgeName(way: Way): Outcome {
  const proxy = proxyOf(way);
  const host = way.url.hostname.replace(/^\[|\]$/g, "");
  if (proxy) return skipped(`The proxy does it (${proxy.variable}).`);
  if (isIP(host)) return ok(`${host} is an address`);
  return way.addresses.length > 0 ? ok(`${host} is ${way.addresses.join(", ")}`) : because(way.problem);
}

function judgeConnection(way: Way): Outcome {
  const proxy = proxyOf(way);
  if (proxy) return skipped(`The proxy makes it (${proxy.variable}).`);
  if (way.connected === undefined) return because(way.problem);
  const others = way.unreached.map(({ address, ms, error }) => `${address} does not (${error} after ${printMs(ms)})`);
  return ok([`${way.connected} takes connections`, ...others].join("; "));
}

function judgeTls({ url, secured, isAnswered, problem }: Way): Outcome {
  if (url.protocol === "http:") return plain(url);
  if (secured?.untrusted !== undefined) return unverified(url, secured.certificate, secured.untrusted);
  if (secured) return ok(secured.certificate);
  // A SOCKS proxy's connections are not seen.
  return isAnswered ? ok("verified") : because(problem);
}

const plain = (url: URL): Outcome =>
  isLoopback(url)
    ? ok("none: plain http to this machine itself")
    : warning(
        "None (CONNECT_ALLOW_PLAIN_HTTP): keys and answers can be read on the way.",
        "Write https:// in endpoint, if the platform offers it.",
      );

function unverified(url: URL, certificate: string, code: string): Outcome {
  const { reason } = explain({ code }, url);
  return warning(
    `${certificate}, not verified (CONNECT_INSECURE_SKIP_VERIFY). ${reason}`,
    "Unset CONNECT_INSECURE_SKIP_VERIFY; name the certificate's authority in CONNECT_CA_FILE if that is what is unknown.",
  );
}

const because = ({ code, reason, remedy, settings }: Problem): Outcome => ({
  ...failed(reason, withVariables(remedy, settings)),
  code,
});
