import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Reply, WireRequest } from "./contract";
import type { Fault } from "./faults";
import { sendByConnection, sendPadded, sendSlowly } from "./transfer";

/** Writes a reply, or what a fault leaves of it. */
export function send(response: ServerResponse, request: WireRequest, reply: Reply, fault: Fault = {}): void {
  if (fault.delay) {
    // Must not keep the process alive: a stopped emulator ends at once.
    setTimeout(send, fault.delay, response, request, reply, { ...fault, delay: 0 }).unref();
    return;
  }
  if (fault.reset) {
    response.socket?.resetAndDestroy();
    return;
  }
  // An informational status goes before the response; Node sends only some of them.
  if (reply.before !== undefined) response.socket?.write(`HTTP/1.1 ${reply.before} Informational\r\n\r\n`);
  const body = encoded(Buffer.from(reply.body, "utf8"), fault);
  const length = body.length + (fault.lengthError ?? 0);
  const headers: Record<string, string | number> = {
    "content-type": reply.type ?? "application/json;charset=UTF-8",
    ...(fault.size == null && fault.connection == null && { "content-length": Math.max(0, length) }),
    ...(fault.encoding != null && { "content-encoding": "gzip" }),
    ...reply.headers,
  };
  if (fault.retryAfter != null) headers["retry-after"] = fault.retryAfter;
  if (fault.location != null) headers.location = fault.location;
  if (reply.cause !== undefined) headers["x-emulator-cause"] = reply.cause.replace(/[^ -~]/g, "?");
  if (fault.connection != null) {
    sendByConnection(fault.connection, response, reply.status, headers, body);
    return;
  }
  response.writeHead(reply.status, headers);
  if (request.method === "HEAD") response.end();
  else if (fault.truncate != null)
    response.write(body.subarray(0, Math.min(fault.truncate, body.length - 1)), () => response.socket?.destroy());
  else if (fault.bandwidth != null) sendSlowly(response, body, fault.bandwidth);
  else if (fault.size != null) sendPadded(response, body, fault.size);
  else if (fault.lengthError != null) response.write(body);
  else response.end(body);
}

/** A broken compression breaks in its middle. */
function encoded(body: Buffer, { encoding }: Fault): Buffer {
  if (encoding == null) return body;
  const compressed = gzipSync(body);
  if (encoding === "broken-gzip") compressed.fill(0x2a, compressed.length >> 1);
  return compressed;
}
