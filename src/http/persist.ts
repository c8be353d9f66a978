import { wait } from "./abort";
import { attempt } from "./attempt";
import { Broken, type Cause, causeOf } from "./cause";
import type { Connections } from "./connections";
import type { Cut, Deadline } from "./deadline";
import { HttpError } from "./error";
import type { HttpOptions, HttpRequest, HttpResponse } from "./http";
import type { HttpLimits } from "./limits";
import type { Queue } from "./queue";
import { mayPass, pauseAfter } from "./retry";

/** What sending needs. */
export interface Means {
  readonly options: HttpOptions;
  readonly limits: HttpLimits;
  readonly queue: Queue;
  readonly connections: Connections;
  readonly check: (url: URL) => void;
}

/** Attempt after attempt, until one is worth passing on or time is up. Throws HttpError, and what `prepare` throws. */
export async function persist(
  prepare: () => HttpRequest,
  purpose: string,
  deadline: Deadline,
  means: Means,
): Promise<HttpResponse> {
  const { options, limits } = means;
  const started = performance.now();
  for (let attempts = 1; ; attempts++) {
    const request = prepare();
    means.check(request.url);
    const final = attempts >= options.maxAttempts;
    const outcome = await once(request, attempts, final, deadline, means);
    const elapsedMs = Math.round(performance.now() - started);
    const fail = (cause: Cause) => new HttpError({ ...cause, purpose, url: request.url, attempts, elapsedMs });

    const response = "status" in outcome ? outcome : undefined;
    const again = "status" in outcome ? mayPass(outcome.status, attempts) : attempts <= outcome.again;
    const pause = pauseAfter(attempts, limits, response);
    if (final || !again || pause >= deadline.remaining()) {
      if ("status" in outcome) return { ...outcome, attempts, elapsedMs };
      throw fail(outcome);
    }
    try {
      await wait(pause, deadline.signal);
      await means.queue.pace(deadline.signal);
    } catch {
      const before = "status" in outcome ? `the last attempt was answered with HTTP ${outcome.status}` : outcome.reason;
      throw fail((deadline.signal.reason as Cut)(before.replace(/\.$/, "")).cause);
    }
  }
}

async function once(
  request: HttpRequest,
  number: number,
  final: boolean,
  deadline: Deadline,
  { options, limits, connections }: Means,
): Promise<HttpResponse | Cause> {
  const started = performance.now();
  const { url, method } = request;
  const log = (outcome: Readonly<Record<string, string | number>>) => {
    const ms = Math.round(performance.now() - started);
    options.log?.("http request", { method, host: url.host, path: url.pathname, attempt: number, ms, ...outcome });
  };
  try {
    const headers = { "user-agent": options.userAgent, ...request.headers };
    const response = await attempt(
      connections,
      { ...request, headers },
      {
        signal: deadline.signal,
        // A silent attempt leaves time for another; only the last one may use up what remains.
        ...(final ? {} : { patience: deadline.remaining() / 2 }),
        maxBytes: limits.maxBytes,
      },
    );
    log({ status: response.status });
    return response;
  } catch (error) {
    const cause =
      error instanceof Broken ? error.cause : causeOf(error, url, connections.proxied(url), options.addressFrom);
    log({ error: cause.kind });
    return cause;
  }
}
