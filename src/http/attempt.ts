import { Problem } from "../schema/problem";
import type { Connections } from "./connections";
import { abortable, type Deadline, onAbort, type TimeoutCode } from "./deadline";
import { handshakeUnanswered } from "./explain";
import type { HttpRequest, HttpResponse } from "./http";
import { silentProxy } from "./proxied";
import { printAttempts } from "./race";

export interface AttemptOptions {
  /** ends the attempt at any stage */
  readonly deadline: Deadline;
  /** ms until the response must begin; undefined: until the deadline */
  readonly responseTimeout?: number;
  readonly maxBytes: number;
}

/** One request and its whole response. Rejects with a Problem, or with an error of Node or undici. */
export async function attempt(
  connections: Connections,
  request: HttpRequest,
  { deadline, responseTimeout, maxBytes }: AttemptOptions,
): Promise<HttpResponse> {
  const { url } = request;
  let complete = false;
  const own = new AbortController();
  let begun = false;
  const meanwhile = (): [string, TimeoutCode] => {
    if (begun) return [`${url.host} started a response and did not finish it.`, "answer-timeout"];
    const { isReady, isConnected, attempts } = connections.way(url);
    if (isReady) return [`${url.host} accepted the connection and did not respond.`, "answer-timeout"];
    const proxy = connections.proxy(url);
    if (proxy) return [silentProxy(proxy, url.host), "answer-timeout"];
    if (isConnected) return [handshakeUnanswered(url.host), "connection-timeout"];
    return [
      `Could not connect to ${url.host}: a firewall may drop the connection, or the address is wrong.${printAttempts(attempts)}`,
      "connection-timeout",
    ];
  };
  const onSilence = () => own.abort(silence(...meanwhile()));
  const stop = onAbort(deadline.signal, () => own.abort(deadline.problem(...meanwhile())));
  const timer = responseTimeout === undefined ? undefined : setTimeout(onSilence, responseTimeout);
  try {
    // undici reacts to an abort only after it has connected, so we do not wait for it.
    const response = await abortable(connections.request(request, own.signal), own.signal);
    begun = true;
    clearTimeout(timer);
    const headers = flatten(response.headers);
    refuseEncoding(headers["content-encoding"], url);
    const bytes = await abortable(read(response.body, maxBytes, Number(headers["content-length"]), url), own.signal);
    complete = true;
    await connectionIsFree();
    return { status: response.statusCode, headers, text: decode(bytes, response.statusCode, url) };
  } finally {
    clearTimeout(timer);
    stop();
    // Lets go of a body that was not read to its end.
    if (!complete) own.abort();
  }
}

/** undici uses a connection again from the next turn of the event loop on: a request before that would make another connection. */
const connectionIsFree = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function read(body: AsyncIterable<Buffer>, maxBytes: number, announced: number, url: URL): Promise<Buffer> {
  if (announced > maxBytes) throw tooLarge(maxBytes, url);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes, url);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Strict below status 400 only: of an error page little is shown, and those of proxies have any encoding. */
function decode(bytes: Buffer, status: number, url: URL): string {
  try {
    return new TextDecoder("utf-8", { fatal: status < 400 }).decode(bytes);
  } catch {
    throw new Problem("answer-not-utf8", {
      reason: `The response of ${url.host} contains bytes that are not UTF-8, so its text is unknown.`,
      remedy: "Check that endpoint is the platform's API gateway, and that no proxy on the way converts responses.",
    });
  }
}

const flatten = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]));

function refuseEncoding(encoding: string | undefined, url: URL): void {
  if (encoding === undefined || encoding === "" || encoding.toLowerCase() === "identity") return;
  throw new Problem("answer-compressed", {
    reason: `${url.host} sent a compressed response, which was not requested.`,
    remedy: "Check the proxies on the way: one may compress responses.",
  });
}

const silence = (meanwhile: string, late: TimeoutCode): Problem =>
  new Problem(late, {
    reason: `The attempt took too long. ${meanwhile}`,
    remedy: "Check endpoint, or raise request_timeout.",
    settings: ["request_timeout"],
  });

const tooLarge = (maxBytes: number, url: URL): Problem =>
  new Problem("answer-too-large", {
    reason: `The response of ${url.host} is larger than ${Number((maxBytes / 2 ** 20).toPrecision(3))} MiB, the largest that is read.`,
    remedy: "Check that endpoint is the platform's API gateway; if the request is a search, narrow it.",
  });
