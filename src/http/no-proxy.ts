import { BlockList, isIP } from "node:net";

/** What the entries of NO_PROXY mean, together. */
export interface Exceptions {
  /** the entry that exempts this URL; undefined: none does */
  entryFor(url: URL): string | undefined;
  /** entries in no form that is understood */
  readonly unknown: readonly string[];
}

type Matches = (host: string, port: string) => boolean;

/**
 * Reads NO_PROXY as curl and Go do: entries between commas or white space; hosts with their subdomains, with or without a leading dot
 * or `*.`; IPv4 and IPv6 addresses, in brackets or not; ranges (192.0.2.0/24); a port after any of them; `*` for all hosts, which counts
 * in a list too, as in Go.
 */
export function parseNoProxy(text: string): Exceptions {
  const entries = text.split(/[,\s]+/).filter((entry) => entry !== "");
  const read = entries.map((entry) => ({ entry, matches: parseEntry(entry.toLowerCase()) }));
  return {
    entryFor(url) {
      const port = url.port || (url.protocol === "https:" ? "443" : "80");
      const host = bare(url.hostname.toLowerCase()).replace(/\.$/, "");
      return read.find(({ matches }) => matches?.(host, port))?.entry;
    },
    unknown: read.filter(({ matches }) => matches === undefined).map(({ entry }) => entry),
  };
}

const bare = (host: string): string => host.replace(/^\[(.*)\]$/, "$1");

function parseEntry(entry: string): Matches | undefined {
  if (entry === "*") return () => true;
  const whole = parseHost(bare(entry));
  if (whole) return whole;
  const [, host, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
  const matches = host && parseHost(bare(host));
  return matches ? (name, actual) => actual === String(Number(port)) && matches(name, actual) : undefined;
}

const isName = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*$/u;
/** No host name ends in a number: it is part of an address, or a range of them in a form of its own. */
const isNumeric = /(^|\.)\d+$/;

function parseHost(text: string): Matches | undefined {
  const [, address = "", prefix] = /^([^/]+?)(?:\/(\d+))?$/.exec(text) ?? [];
  if (isIP(bare(address))) return parseAddresses(bare(address), prefix);
  const name = text.replace(/^\*?\./, "").replace(/\.$/, "");
  if (!isName.test(name) || isNumeric.test(name)) return undefined;
  return (host) => host === name || host.endsWith(`.${name}`);
}

function parseAddresses(address: string, prefix: string | undefined): Matches | undefined {
  const list = new BlockList();
  const longest = isIP(address) === 4 ? 32 : 128;
  if (Number(prefix ?? longest) > longest) return undefined;
  list.addSubnet(address, Number(prefix ?? longest), familyOf(address));
  return (host) => isIP(host) !== 0 && list.check(host, familyOf(host));
}

const familyOf = (address: string) => (isIP(address) === 4 ? "ipv4" : "ipv6");
