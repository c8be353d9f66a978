import { type Connections, openConnections } from "./connections";
import { cancelled, startDeadline } from "./deadline";
import type { Http, HttpOptions } from "./http";
import { defaultLimits, type HttpLimits } from "./limits";
import { persist } from "./persist";
import { checkScheme } from "./plain";
import { openQueue } from "./queue";
import { readAuthorities, trust } from "./trust";

/** The one careful way to send requests; nothing is loaded or connected yet. Throws Problem for an unusable ca_file. */
export function openHttp(options: HttpOptions, limits: HttpLimits = defaultLimits): Http {
  const authorities = readAuthorities(options.caFile);
  const queue = openQueue(options.maxConnections, options.requestsPerSecond);
  const closing = new AbortController();
  let opened: Connections | undefined;

  const check = (url: URL) => checkScheme(url, options.allowPlainHttp);
  const connections = (): Connections => {
    const { maxConnections, insecureSkipVerify } = options;
    opened ??= openConnections({ maxConnections, trust: () => trust(authorities, insecureSkipVerify), limits });
    return opened;
  };

  return {
    check,

    async send(prepare, { purpose, signal, maxBytes = limits.maxBytes }) {
      const waiting = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const giveUp = () => Promise.reject(cancelled(purpose));
      const leave = await queue.enter(waiting).catch(giveUp);
      try {
        await queue.pace(waiting).catch(giveUp);
        // Time starts here: a turn that had to be waited for, by max_connections or requests_per_second, is no slowness of the platform.
        const deadline = startDeadline(options.requestTimeout, signal, closing.signal);
        try {
          return await persist(prepare, purpose, deadline, {
            options,
            limits: { ...limits, maxBytes },
            queue,
            connections: connections(),
            check,
          });
        } finally {
          deadline.close();
        }
      } finally {
        leave();
      }
    },

    async close() {
      closing.abort();
      await opened?.close();
    },
  };
}
