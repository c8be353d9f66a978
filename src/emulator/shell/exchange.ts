import type { IncomingMessage } from "node:http";

const empty = Buffer.alloc(0);
const patience = 16;

/** Splits a request target by hand: a URL parser would normalise what a signature covers, and throws on garbage. */
export function readTarget(message: IncomingMessage): { path: string; query: URLSearchParams } {
  const target = (message.url ?? "/").replace(/^https?:\/\/[^/?#]*/i, "");
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path === "" ? "/" : path, query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)) };
}

/**
 * Returns the body, or undefined when it is longer than the limit. A body that is too long is read to its end (up to a bound)
 * before the response: a client that is still sending would see a broken connection instead of the 413.
 */
export function readBody(message: IncomingMessage, limit: number, done: (body: Buffer | undefined) => void): void {
  if (message.headers["content-length"] === undefined && message.headers["transfer-encoding"] === undefined) {
    done(empty);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  message.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit * patience) message.destroy();
  });
  message.on("end", () => done(size > limit ? undefined : Buffer.concat(chunks)));
  message.on("error", () => {});
}
