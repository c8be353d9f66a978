import { type Connections, openConnections } from "./connections";
import { cancelled, startDeadline } from "./deadline";
import type { Http, HttpOptions } from "./http";
import { defaultLimits, type HttpLimits } from "./limits";
import { checkScheme } from "./plain";
import { openQueue } from "./queue";
import { sendWithRetries } from "./retrying";
import { readAuthorities, trust } from "./trust";

/** The HTTP client; loads and connects nothing yet. Throws Problem for an unusable ca_file. */
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
        // Time starts here: a wait caused by max_connections or requests_per_second does not count against the platform.
        const deadline = startDeadline(options.requestTimeout, signal, closing.signal);
        try {
          return await sendWithRetries(prepare, purpose, deadline, {
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
