import { Problem } from "../schema/problem";
import { abortable, onAbort } from "./abort";
import type { Connections } from "./connections";
import type { Deadline, Late } from "./deadline";
import type { HttpRequest, HttpResponse } from "./http";

export interface AttemptOptions {
  /** ends the attempt, whatever it is doing */
  readonly deadline: Deadline;
  /** ms until the answer has to begin; undefined: as long as the deadline allows */
  readonly patience?: number;
  readonly maxBytes: number;
}

/** One request and its whole answer. Rejects with a Problem, or with what Node or undici say. */
export async function attempt(
  connections: Connections,
  request: HttpRequest,
  { deadline, patience, maxBytes }: AttemptOptions,
): Promise<HttpResponse> {
  const { url } = request;
  let complete = false;
  const own = new AbortController();
  let begun = false;
  const meanwhile = (): [string, Late] => {
    if (begun) return [`${url.host} began to answer and did not finish.`, "answer-timeout"];
    if (connections.reached(url) || connections.proxied(url))
      return [`${url.host} took the request and did not answer.`, "answer-timeout"];
    return [
      `Could not connect to ${url.host}: a firewall may drop the connection, or the address is wrong.`,
      "connection-timeout",
    ];
  };
  const onSilence = () => own.abort(silence(...meanwhile()));
  const stop = onAbort(deadline.signal, () => own.abort(deadline.problem(...meanwhile())));
  const timer = patience === undefined ? undefined : setTimeout(onSilence, patience);
  try {
    // undici hears of an abort only once the connection stands, so we do not wait for it.
    const answer = await abortable(connections.request(request, own.signal), own.signal);
    begun = true;
    clearTimeout(timer);
    const headers = flatten(answer.headers);
    refuseEncoding(headers["content-encoding"], url);
    const bytes = await abortable(read(answer.body, maxBytes, Number(headers["content-length"]), url), own.signal);
    complete = true;
    return { status: answer.statusCode, headers, text: decode(bytes, answer.statusCode, url) };
  } finally {
    clearTimeout(timer);
    stop();
    // Lets go of a body that was not read to its end.
    if (!complete) own.abort();
  }
}

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

/** Of a refusal only a few words are shown, and the pages of proxies come in every encoding. */
function decode(bytes: Buffer, status: number, url: URL): string {
  try {
    return new TextDecoder("utf-8", { fatal: status < 400 }).decode(bytes);
  } catch {
    throw new Problem("answer-not-utf8", {
      reason: `The answer of ${url.host} contains bytes that are not UTF-8, so its text is not known.`,
      remedy: "Check that endpoint is the platform's API gateway, and that no proxy on the way converts answers.",
    });
  }
}

const flatten = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]));

function refuseEncoding(encoding: string | undefined, url: URL): void {
  if (encoding === undefined || encoding === "" || encoding.toLowerCase() === "identity") return;
  throw new Problem("answer-compressed", {
    reason: `${url.host} sent a compressed answer although none was requested.`,
    remedy: "Check the proxies on the way: one may compress answers by itself.",
  });
}

const silence = (meanwhile: string, late: Late): Problem =>
  new Problem(late, {
    reason: `The attempt was given up. ${meanwhile}`,
    remedy: "Check endpoint, or raise request_timeout.",
    settings: ["request_timeout"],
  });

const tooLarge = (maxBytes: number, url: URL): Problem =>
  new Problem("answer-too-large", {
    reason: `The answer of ${url.host} is larger than ${Number((maxBytes / 2 ** 20).toPrecision(3))} MiB, the most that is read of it.`,
    remedy: "Check that endpoint is the platform's API gateway; where a list is read, narrow it.",
  });
