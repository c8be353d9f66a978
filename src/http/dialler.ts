import { lookup } from "node:dns";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { buildConnector } from "undici";
import { oneLine, shortened } from "../schema/foreign-text";
import type { HttpOptions } from "./http";
import { type Attempt, printAddress, type Race, race } from "./race";

type Connect = buildConnector.connector;
type Done = Parameters<Connect>[1];

/** How far the latest connection to a host came. */
export interface Way {
  /** the addresses that were tried for it */
  readonly attempts?: readonly Attempt[];
  /** TCP only */
  readonly isConnected?: boolean;
  /** requests can be sent */
  readonly isReady?: boolean;
  /** what the host presented, also if it was rejected */
  readonly certificate?: string;
}

export interface DiallerOptions extends Pick<HttpOptions, "observe"> {
  /** ms to connect, and again for the TLS handshake */
  readonly timeout: number;
  /** that of undici, for the handshake on a socket */
  readonly secureConnector: () => Connect;
  readonly note: (host: string, step: Way) => void;
}

/** Makes connections for undici's pools, and reports what happens meanwhile. */
export interface Dialler {
  /** For the pool of a host, which may be the proxy `through` which others are reached. */
  to(host: string, through?: string): Connect;
  /** Ends those that are being made. */
  cancel(): void;
}

export function openDialler({ timeout, secureConnector, note, observe }: DiallerOptions): Dialler {
  // undici forgets connections that are still being made when it is destroyed: they would keep the process alive.
  const races = new Set<Race>();
  const handshakes = new Set<Socket>();

  const handshake = (target: buildConnector.Options, host: string, socket: Socket, done: Done) => {
    const secured: unknown = secureConnector()({ ...target, httpSocket: socket }, (...result) => {
      handshakes.delete(secured as Socket);
      done(...result);
    });
    if (!(secured instanceof TLSSocket)) return;
    handshakes.add(secured);
    // Before Node's own listener, which destroys the socket if the certificate is rejected.
    secured.prependOnceListener("secure", () => note(host, { certificate: presented(secured) }));
  };

  const observeOthers = (host: string, attempts: readonly Attempt[]) => {
    if (attempts.length < 2) return;
    for (const { address, begun, ended, error = "no response" } of attempts)
      if (ended === undefined || error !== "no response")
        observe?.({ event: "unreached", host, address, ms: Math.round((ended ?? performance.now()) - begun), error });
  };

  const to =
    (host: string, through?: string): Connect =>
    (target, done) => {
      observe?.({ event: "connecting", host, ...(through !== undefined && { through }) });
      const options = {
        hostname: target.hostname.replace(/^\[|\]$/g, ""),
        port: Number(target.port) || (target.protocol === "https:" ? 443 : 80),
        timeout,
        lookup,
        resolved: (address: string) => observe?.({ event: "resolved", host, address }),
      };
      const running = race(options, (error, socket) => {
        races.delete(running);
        observeOthers(host, running.attempts);
        if (!socket) return done(error ?? new Error("No connection"), null);
        note(host, { isConnected: true });
        observe?.({ event: "connected", host, address: printAddress(socket.remoteAddress ?? "", socket.remotePort) });
        socket.setNoDelay(true).setKeepAlive(true, 60_000);
        if (target.protocol === "https:") handshake(target, host, socket, done);
        else done(null, socket);
      });
      races.add(running);
      note(host, { attempts: running.attempts });
    };

  return {
    to,
    cancel() {
      for (const running of races) running.cancel();
      for (const socket of handshakes) socket.destroy();
    },
  };
}

/** A certificate may name its authority at any length. */
const LONGEST_NAME = 100;

/** `TLSv1.3, issued by R11, valid until 2027-01-31` */
export function presented(socket: TLSSocket): string {
  const { issuer, valid_to: until } = socket.getPeerCertificate();
  const by = shortened(oneLine(String(issuer?.O ?? issuer?.CN ?? "an unnamed authority")), LONGEST_NAME);
  const end = new Date(until);
  const valid = Number.isNaN(end.getTime()) ? "" : `, valid until ${end.toISOString().slice(0, 10)}`;
  return `${socket.getProtocol()}, certificate issued by ${by}${valid}`;
}
