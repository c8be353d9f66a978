import { isProblem, type Problem } from "../schema/problem";
import { wait } from "./abort";
import { attempt } from "./attempt";
import type { Connections } from "./connections";
import type { Deadline } from "./deadline";
import { explain } from "./explain";
import type { HttpOptions, HttpRequest, HttpResponse } from "./http";
import type { HttpLimits } from "./limits";
import type { Queue } from "./queue";
import { isWorthRepeating, pauseAfter } from "./retry";

/** The parts that a request is sent with. */
export interface SendContext {
  readonly options: HttpOptions;
  readonly limits: HttpLimits;
  readonly queue: Queue;
  readonly connections: Connections;
  readonly check: (url: URL) => void;
}

/** Repeats attempts until one has a final outcome or time is up. Throws Problem, and what `prepare` throws. */
export async function sendWithRetries(
  prepare: () => HttpRequest,
  purpose: string,
  deadline: Deadline,
  context: SendContext,
): Promise<HttpResponse> {
  const { options, limits } = context;
  const started = performance.now();
  for (let attempts = 1; ; attempts++) {
    const request = prepare();
    context.check(request.url);
    const final = attempts >= options.maxAttempts;
    const outcome = await once(request, attempts, final, deadline, context);
    const elapsedMs = Math.round(performance.now() - started);
    const { origin, pathname } = request.url;
    const facts = { purpose, url: `${origin}${pathname}`, attempts, elapsedMs };

    const problem = isProblem(outcome) ? outcome : undefined;
    const response = isProblem(outcome) ? undefined : outcome;
    const pause = pauseAfter(attempts, limits, response);
    if (final || !isWorthRepeating(outcome, attempts) || pause >= deadline.remaining()) {
      if (response) return { ...response, attempts, elapsedMs };
      throw problem?.with({ facts });
    }
    try {
      await wait(pause, deadline.signal);
      await context.queue.pace(deadline.signal);
    } catch {
      const before = problem?.reason ?? `The last attempt returned HTTP ${response?.status}.`;
      throw deadline.problem(before).with({ facts });
    }
  }
}

async function once(
  request: HttpRequest,
  number: number,
  final: boolean,
  deadline: Deadline,
  { options, limits, connections }: SendContext,
): Promise<HttpResponse | Problem> {
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
        deadline,
        // An attempt without a response leaves time for another; only the last one may use all that remains.
        ...(final ? {} : { responseTimeout: deadline.remaining() / 2 }),
        maxBytes: limits.maxBytes,
      },
    );
    log({ status: response.status });
    return response;
  } catch (error) {
    const problem = isProblem(error) ? error : explain(error, url, connections.proxied(url), options.addressFrom);
    log({ error: problem.code });
    return problem;
  }
}
