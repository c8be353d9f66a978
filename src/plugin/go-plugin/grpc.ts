import { type IncomingHttpHeaders, performServerHandshake, type ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";
import { checkHead, checkSize, GrpcError, HEAD_BYTES, head, Status, unframe } from "./framing";

/** Handles one call; `cancelled` is aborted when the host no longer waits for the response. */
export type Unary = (request: Uint8Array, cancelled: AbortSignal) => Promise<Uint8Array>;

/** A stream that remains open without any message. */
export const SILENT: unique symbol = Symbol("silent");

/** By path: `/tfplugin6.Provider/ReadDataSource`. */
export type Methods = ReadonlyMap<string, Unary | typeof SILENT>;

const WINDOW_BYTES = 16 * 1024 * 1024;
const MAX_STREAMS = 100_000;
// Node counts data that a slow host has not read yet; at its default of 10 MB it silently refuses further calls.
const SESSION_MEMORY_MB = 8 * 1024;

/** Serves gRPC on a connection whose other side has been checked. https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
export function serveConnection(socket: Duplex, methods: Methods): void {
  const session = performServerHandshake(socket, {
    maxSessionMemory: SESSION_MEMORY_MB,
    settings: { initialWindowSize: WINDOW_BYTES, maxConcurrentStreams: MAX_STREAMS },
  });
  // The socket reports a lost host; here it must not crash the process.
  session.on("error", () => {});
  session.on("connect", () => session.setLocalWindowSize(WINDOW_BYTES));
  session.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    answer(stream, headers, methods).catch((error: unknown) => fail(stream, error));
  });
}

async function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, methods: Methods) {
  if (headers[":method"] !== "POST" || !headers["content-type"]?.startsWith("application/grpc"))
    return stream.respond({ ":status": 415 }, { endStream: true });
  const cancelled = new AbortController();
  const cancel = () => cancelled.abort();
  stream.once("close", cancel);

  const path = headers[":path"] ?? "";
  const method = methods.get(path);
  if (method === undefined) throw new GrpcError(Status.unimplemented, `the provider has no method ${path}`);
  if (method === SILENT) {
    stream.resume();
    return stream.respond({ ":status": 200, "content-type": "application/grpc" });
  }
  const response = await method(unframe(await readAll(stream)), cancelled.signal);
  stream.off("close", cancel);
  if (stream.destroyed || stream.closed) return;
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  // One chunk, because Node keeps only the last of several in memory until it is sent: after an empty message it sent freed memory.
  stream.end(Buffer.concat([head(response.length), response]));
}

/** With events: an async iterator would cost each call more than its message. */
const readAll = (stream: ServerHttp2Stream): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      const headIsNew = size < HEAD_BYTES;
      size += chunk.length;
      try {
        checkSize(size);
        if (headIsNew) checkHead(Buffer.concat(chunks));
      } catch (error) {
        stream.off("data", take);
        reject(error);
      }
    };
    stream.on("data", take);
    stream.once("end", () => resolve(Buffer.concat(chunks)));
    stream.once("close", () => reject(new Error("the host gave the call up")));
  });

function fail(stream: ServerHttp2Stream, error: unknown): void {
  if (stream.destroyed || stream.closed || stream.headersSent) return;
  const { status, message } =
    error instanceof GrpcError ? error : { status: Status.internal, message: `bug in the provider: ${String(error)}` };
  stream.respond(
    {
      ":status": 200,
      "content-type": "application/grpc",
      "grpc-accept-encoding": "identity",
      "grpc-status": String(status),
      "grpc-message": percentEncode(message),
    },
    { endStream: true },
  );
  stream.resume();
}

/** gRPC's own percent-encoding: everything but printable ASCII, and the percent sign. */
const percentEncode = (text: string): string =>
  text.replace(/[^ -$&-~]/gu, (character) =>
    Buffer.from(character).toString("hex").replace(/../g, "%$&").toUpperCase(),
  );
