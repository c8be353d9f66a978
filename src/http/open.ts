import { Problem } from "../schema/problem";
import { type Connections, openConnections } from "./connections";
import { cancelled, onAbort, openDeadline, wait } from "./deadline";
import { defaultLimits, type Http, type HttpLimits, type HttpOptions } from "./http";
import { isLoopback } from "./proxy";
import { sendWithRetries } from "./send";
import { readAuthorities, trust } from "./trust";

/** The HTTP client; loads and connects nothing yet. Throws Problem for an unusable ca_file. */
export function openHttp(options: HttpOptions, limits: HttpLimits = defaultLimits): Http {
  const { maxConnections, insecureSkipVerify, observe } = options;
  const authorities = readAuthorities(options.caFile);
  const queue = openQueue(maxConnections, options.requestsPerSecond);
  const closing = new AbortController();
  let opened: Connections | undefined;

  const check = (url: URL) => checkScheme(url, options.allowPlainHttp);
  const connections = (): Connections => {
    const trusted = (more?: readonly string[]) => trust(authorities, insecureSkipVerify, more);
    opened ??= openConnections({ maxConnections, trust: trusted, limits, observe });
    return opened;
  };

  return {
    check,

    async send(prepare, { purpose, signal, maxBytes = limits.maxBytes }) {
      const deadline = openDeadline(signal, closing.signal);
      const giveUp = () => Promise.reject(cancelled(purpose));
      let leave: (() => void) | undefined;
      try {
        leave = await queue.enter(deadline.signal).catch(giveUp);
        await queue.pace(deadline.signal).catch(giveUp);
        // Time starts here: a wait caused by max_connections or requests_per_second does not count against the platform.
        deadline.start(options.requestTimeout);
        const parts = { options, limits: { ...limits, maxBytes }, pace: queue.pace, connections: connections(), check };
        return await sendWithRetries(prepare, purpose, deadline, parts);
      } finally {
        deadline.close();
        leave?.();
      }
    },

    async close() {
      closing.abort();
      await opened?.close();
    },
  };
}

/** Throws Problem for a URL that would send secrets unencrypted to another machine, or that is not http or https. */
export function checkScheme(url: URL, allowPlainHttp: boolean): void {
  if (url.protocol === "https:") return;
  if (url.protocol === "http:" && (allowPlainHttp || isLoopback(url))) return;
  if (url.protocol !== "http:")
    throw new Problem("endpoint-unusable", {
      reason: `endpoint begins with ${url.protocol}// instead of https://.`,
      remedy: "Write https:// in endpoint.",
    });
  throw new Problem("plain-http", {
    reason: `The connection to ${url.origin} would not be encrypted: keys and data could be read on the way.`,
    remedy: "Write https:// in endpoint, or set allow_plain_http = true if the network on the way is trusted.",
    settings: ["allow_plain_http"],
  });
}

/** Limits the requests at the same time, and spaces them evenly. */
interface Queue {
  /** Resolves when there is room; call the result to leave. Rejects with the signal's reason. */
  enter(signal?: AbortSignal): Promise<() => void>;
  /** Resolves when the next request may be sent. Rejects with the signal's reason. */
  pace(signal?: AbortSignal): Promise<void>;
}

/** A queue with at most `atOnce` requests at the same time and, unless null, `perSecond` requests per second. */
export function openQueue(atOnce: number, perSecond: number | null): Queue {
  const waiting: (() => void)[] = [];
  let room = Math.max(1, atOnce);
  let next = 0;

  const waitForRoom = (signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const turn = () => {
        stop?.();
        resolve();
      };
      waiting.push(turn);
      const stop =
        signal &&
        onAbort(signal, () => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal.reason);
        });
    });

  const leave = () => {
    const first = waiting.shift();
    if (first) first();
    else room += 1;
  };

  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (room > 0) room -= 1;
      else await waitForRoom(signal);
      return leave;
    },

    async pace(signal) {
      if (perSecond === null || perSecond <= 0) return;
      const now = performance.now();
      const due = Math.max(now, next);
      next = due + 1000 / perSecond;
      if (due > now) await wait(due - now, signal);
    },
  };
}
