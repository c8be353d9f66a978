import type { ServerResponse } from "node:http";
import type { Connection } from "./faults";

/** A piece leaves so often, in milliseconds. */
const INTERVAL_MS = 50;
const PIECE = 64 * 1024;

/** Calls until the connection is closed. */
function often(response: ServerResponse, work: (stop: () => void) => void): void {
  const timer = setInterval(() => work(stop), INTERVAL_MS).unref();
  const stop = () => clearInterval(timer);
  response.once("close", stop);
}

/** Sends so many bytes per second, one at least in each piece. */
export function sendSlowly(response: ServerResponse, body: Buffer, bytesPerSecond: number): void {
  const began = performance.now();
  let sent = 0;
  response.flushHeaders();
  often(response, (stop) => {
    const due = Math.floor(((performance.now() - began) / 1000) * bytesPerSecond);
    if (due <= sent) return;
    response.write(body.subarray(sent, due));
    sent = due;
    if (sent < body.length) return;
    stop();
    response.end();
  });
}

/** Sends white space after the body up to a size, in pieces, so that none of it is held in memory. */
export function sendPadded(response: ServerResponse, body: Buffer, size: number): void {
  const space = Buffer.alloc(PIECE, " ");
  let left = size - body.length;
  response.write(body);
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const piece = left < PIECE ? space.subarray(0, left) : space;
      left -= piece.length;
      if (!response.write(piece)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  more();
}

/** Sends what a bad connection makes of a response. */
export function sendByConnection(
  connection: Connection,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | number>>,
  body: Buffer,
): void {
  const { socket } = response;
  switch (connection) {
    case "silent":
      return;
    case "empty":
      socket?.end();
      return;
    case "random-data":
      socket?.end(Buffer.from("\u0000\u009fk\u0015\u00d2\u0007 not HTTP \xff\xfe\r\n\r\n", "latin1"));
      return;
    case "malformed-chunk":
      response.writeHead(status, { ...headers, "transfer-encoding": "chunked" });
      response.flushHeaders();
      socket?.end("no size\r\n\r\n");
      return;
    case "endless":
      response.writeHead(status, headers);
      response.write(body);
      often(response, () => response.write(" "));
  }
}
