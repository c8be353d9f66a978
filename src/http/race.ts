import type { LookupAddress, lookup } from "node:dns";
import * as net from "node:net";
import { listed } from "../schema/nearest";

/** The connection to one address of a host. */
export interface Attempt {
  /** `192.0.2.2:443`, `[2001:db8::1]:443` */
  readonly address: string;
  /** performance.now() when it began, and when it ended */
  readonly begun: number;
  readonly ended?: number;
  /** Node's code; undefined while it is under way, and where it succeeded */
  readonly error?: string;
}

export interface RaceOptions {
  readonly hostname: string;
  readonly port: number;
  /** ms for all addresses together */
  readonly timeout: number;
  /** that of node:dns */
  readonly lookup: typeof lookup;
  readonly resolved?: (address: string) => void;
}

export interface Race {
  /** in the order in which they were tried; grows */
  readonly attempts: readonly Attempt[];
  cancel(): void;
}

type Done = (error: Error | null, socket?: net.Socket) => void;

/**
 * Connects to the first address of a host that answers. The next address is tried when one fails, or is slow to answer, as RFC 8305
 * has it; unlike Node's own connections, a slow one goes on meanwhile: behind it may be the only address that works.
 */
export function race({ hostname, port, timeout, lookup, resolved }: RaceOptions, done: Done): Race {
  const attempts: (Attempt & { ended?: number; error?: string })[] = [];
  const sockets = new Set<net.Socket>();
  let waiting: string[] = [];
  let isOver = false;
  let stagger: NodeJS.Timeout | undefined;
  const limit = setTimeout(() => end(failed("UND_ERR_CONNECT_TIMEOUT", attempts)), timeout);

  const end = (error: Error | null, winner?: net.Socket) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(limit);
    clearTimeout(stagger);
    for (const socket of sockets) if (socket !== winner) socket.destroy();
    done(error, winner);
  };

  const next = () => {
    clearTimeout(stagger);
    const host = waiting.shift();
    if (host === undefined || isOver) return;
    const attempt: (typeof attempts)[number] = { address: printAddress(host, port), begun: performance.now() };
    attempts.push(attempt);
    const socket = net.connect({ host, port });
    sockets.add(socket);
    socket.once("connect", () => {
      attempt.ended = performance.now();
      end(null, socket);
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (isOver) return;
      Object.assign(attempt, { ended: performance.now(), error: error.code ?? "unknown error" });
      sockets.delete(socket);
      if (waiting.length > 0) next();
      else if (sockets.size === 0) end(attempts.length === 1 ? error : failed(mostTelling(attempts), attempts));
    });
    if (waiting.length > 0) stagger = setTimeout(next, net.getDefaultAutoSelectFamilyAttemptTimeout());
  };

  if (net.isIP(hostname) !== 0) {
    waiting = [hostname];
    next();
  } else
    lookup(hostname, { all: true }, (error, found) => {
      if (error) return end(error);
      for (const { address } of found) resolved?.(address);
      waiting = alternating(found);
      next();
    });
  return { attempts, cancel: () => end(failed("ECONNABORTED", attempts)) };
}

/** Both families in turn, the first one first: often all addresses of one are out of reach. */
function alternating(found: readonly LookupAddress[]): string[] {
  const first = found.filter(({ family }) => family === found[0]?.family);
  const second = found.filter(({ family }) => family !== found[0]?.family);
  return found.flatMap((_, index) => [first[index], second[index]].flatMap((each) => each?.address ?? []));
}

const noWay = new Set(["ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/** A machine without IPv6 fails at once for half of the addresses, which says nothing of the host. */
const mostTelling = (attempts: readonly Attempt[]): string =>
  (attempts.find(({ error }) => !noWay.has(error ?? "")) ?? attempts[0])?.error ?? "ETIMEDOUT";

const failed = (code: string, attempts: readonly Attempt[]): Error =>
  Object.assign(new Error("No address took the connection"), { code, attempts });

/** `192.0.2.2:443`, `[2001:db8::1]:443` */
export const printAddress = (host: string, port: number | undefined): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** ` Tried 192.0.2.2:443 (no response for 10.0 s) and …`, where there are several; empty otherwise. */
export function printAttempts(attempts: readonly Attempt[] = []): string {
  if (attempts.length < 2) return "";
  const tried = attempts.map(({ address, begun, ended, error }) => {
    const time = printMs((ended ?? performance.now()) - begun);
    return `${address} (${error === undefined ? `no response for ${time}` : `${error} after ${time}`})`;
  });
  return ` Tried ${listed(tried)}.`;
}

export const printMs = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
