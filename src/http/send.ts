import { isProblem, type Problem } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";
import { attempt } from "./attempt";
import type { Connections } from "./connections";
import { type Deadline, wait } from "./deadline";
import { explain } from "./explain";
import type { HttpLimits, HttpOptions, HttpRequest, HttpResponse } from "./http";

/** The parts that a request is sent with. */
export interface SendContext {
  readonly options: HttpOptions;
  readonly limits: HttpLimits;
  /** waits until the next attempt may be sent */
  readonly pace: (signal: AbortSignal) => Promise<void>;
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
      await context.pace(deadline.signal);
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
  const over = (outcome: { readonly status: number; readonly date?: string } | { readonly error: string }) => {
    const ms = Math.round(performance.now() - started);
    const { host, pathname: path } = url;
    options.observe?.({ event: "request", method, host, path, attempt: number, ms, ...outcome });
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
    const { date } = response.headers;
    over({ status: response.status, ...(date && { date }) });
    return response;
  } catch (error) {
    const { addressFrom: argument, addressHint: hint } = options;
    const [proxy, authorities] = [connections.proxy(url), connections.authorities()];
    const around = { ...connections.way(url), proxy, authorities, argument, hint };
    const problem = isProblem(error) ? error : explain(error, url, around);
    over({ error: problem.code });
    return problem;
  }
}

const transientStatus = new Set([408, 425, 429, 502, 503, 504]);
const transientProblem = new Set<ProblemCode>([
  "answer-timeout",
  "connection-lost",
  "connection-refused",
  "connection-timeout",
  "name-server-failed",
]);

/** Whether the same request may succeed soon. All requests are reads, so a retry is harmless. */
export function isWorthRepeating(outcome: HttpResponse | Problem, attempt: number): boolean {
  // An error inside a gateway, or a name server that has just started: worth one retry only.
  if (isProblem(outcome))
    return transientProblem.has(outcome.code) || (outcome.code === "host-unknown" && attempt === 1);
  return transientStatus.has(outcome.status) || (outcome.status === 500 && attempt === 1);
}

/** The milliseconds of a Retry-After header, in seconds or as a date; undefined where it is not valid. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The pause after an attempt: full jitter on a doubling pause, unless the server requests more. */
export function pauseAfter(attempt: number, limits: HttpLimits, response?: HttpResponse): number {
  const ceiling = Math.min(limits.longestPause, limits.firstPause * 2 ** (attempt - 1));
  const jittered = limits.random() * ceiling;
  const requested = retryAfter(response?.headers["retry-after"], Date.now()) ?? 0;
  return Math.max(jittered, Math.min(requested, limits.longestRetryAfter));
}
