import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { type AddressInfo, connect as connectSocket, createServer, type Server, type Socket } from "node:net";
import { HEAD_BYTES, head, MAX_REQUEST_BYTES } from "../../src/plugin/go-plugin/framing";
import { type Methods, serveConnection } from "../../src/plugin/go-plugin/grpc";
import { hostServices } from "../../src/plugin/go-plugin/services";
import { fc, fuzz, mutated } from "../support/fuzz";
import { HostConnection } from "../support/plugin/host";

const ECHO = "/fuzz.Echo/Echo";
const methods: Methods = new Map([[ECHO, async (bytes: Uint8Array) => bytes], ...hostServices(() => {})]);

const sockets = new Set<Socket>();
let server: Server;
let port: number;
let session: ClientHttp2Session;

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    serveConnection(socket, methods);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  session = connect(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  session.destroy();
  // Of Node, a session that HTTP/2 ended for a mistake of the host stays open.
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

interface Answer {
  readonly status: string;
  readonly body: Buffer;
}

/** Sends a body in these pieces. */
async function send(through: ClientHttp2Session, pieces: readonly Uint8Array[]): Promise<Answer> {
  const request = through.request({ ":method": "POST", ":path": ECHO, "content-type": "application/grpc" });
  const seen: Record<string, unknown> = {};
  const chunks: Buffer[] = [];
  request.on("response", (headers) => Object.assign(seen, headers));
  request.on("trailers", (headers) => Object.assign(seen, headers));
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("error", () => {});
  for (const piece of pieces) request.write(piece);
  request.end();
  await once(request, "close");
  return { status: String(seen["grpc-status"]), body: Buffer.concat(chunks) };
}

/** What the protocol makes of a body: one complete message, which is not compressed and not too large. */
function expectedOf(body: Buffer): Answer {
  const nothing = Buffer.alloc(0);
  if (body.length >= HEAD_BYTES && body[0] !== 0) return { status: "12", body: nothing };
  if (body.length >= HEAD_BYTES && body.readUInt32BE(1) > MAX_REQUEST_BYTES) return { status: "8", body: nothing };
  if (body.length < HEAD_BYTES || body.readUInt32BE(1) !== body.length - HEAD_BYTES)
    return { status: "13", body: nothing };
  return { status: "0", body };
}

const message = fc.uint8Array({ maxLength: 40 });
const frame = message.map((bytes) => Buffer.concat([head(bytes.length), bytes]));
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });

const inPieces = (body: Buffer, where: readonly number[]): Buffer[] => {
  const ends = [...where.map((share) => Math.floor(share * body.length)).sort((a, b) => a - b), body.length];
  return ends.map((end, index) => body.subarray(ends[index - 1] ?? 0, end));
};

fuzz("a body is one message in any pieces, or has the status that says why not", {
  cases: fc.tuple(fc.oneof(frame, mutated(frame)), cuts),
  check: async ([body, where]) => {
    expect(await send(session, inPieces(body, where))).toEqual(expectedOf(body));
  },
  runs: 200,
});

const preface = Buffer.concat([
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  Buffer.from("000000040000000000", "hex"),
]);
const httpFrame = fc
  .record({
    type: fc.integer({ min: 0, max: 12 }),
    flags: fc.nat(255),
    stream: fc.constantFrom(0, 1, 3, 2 ** 31 - 1),
    payload: fc.uint8Array({ maxLength: 30 }),
  })
  .map(({ type, flags, stream, payload }) => {
    const bytes = Buffer.alloc(9);
    bytes.writeUIntBE(payload.length, 0, 3);
    bytes.set([type, flags], 3);
    bytes.writeUInt32BE(stream, 5);
    return Buffer.concat([bytes, payload]);
  });
const connection = fc.array(httpFrame, { maxLength: 6 }).map((frames) => Buffer.concat([preface, ...frames]));

fuzz("a connection of any bytes harms no other one", {
  cases: fc.oneof(connection, mutated(connection), fc.uint8Array({ maxLength: 60 })),
  check: async (bytes) => {
    const socket = connectSocket(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.resume().write(bytes);
    expect(await send(session, [head(1), Buffer.from("x")])).toMatchObject({ status: "0" });
    socket.destroy();
  },
  runs: 80,
});

fuzz("gRPC's own client has back what it sent", {
  cases: fc.uint8Array({ maxLength: 3_000 }),
  check: async (bytes) => {
    const client = new HostConnection(`127.0.0.1:${port}`, "", undefined);
    try {
      expect(await client.callRaw(ECHO, Buffer.from(bytes))).toEqual(Buffer.from(bytes));
    } finally {
      client.close();
    }
  },
  runs: 20,
});
