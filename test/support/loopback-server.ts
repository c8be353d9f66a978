import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { defaultLimits, type HttpLimits, type HttpOptions } from "../../src/http/http";

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const open: { close(): Promise<void> }[] = [];

/** Ends everything the tests of one file have started. */
export const closeAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((item) => item.close()));
};

/** Has it closed after the test. */
export const closing = <T extends { close(): Promise<void> }>(item: T): T => {
  open.push(item);
  return item;
};

/** A server on a free port of this machine; gives its address. */
export async function listen(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => handler(request, response, Buffer.concat(chunks).toString("utf8")));
  });
  return `http://127.0.0.1:${await start(server)}`;
}

/** Starts any server and has it closed after the test; gives its port. */
export async function start(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  return (server.address() as AddressInfo).port;
}

/** A server that speaks whatever the handler writes. */
export async function listenRaw(handler: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    handler(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const httpOptions = (changes: Partial<HttpOptions> = {}): HttpOptions => ({
  requestTimeout: 5,
  maxAttempts: 3,
  maxConnections: 10,
  requestsPerSecond: null,
  caFile: null,
  insecureSkipVerify: false,
  allowPlainHttp: false,
  userAgent: "test/1",
  ...changes,
});

/** The real limits with pauses too short to wait for. */
export const quick = (changes: Partial<HttpLimits> = {}): HttpLimits => ({
  ...defaultLimits,
  firstPause: 2,
  longestPause: 5,
  random: () => 0.5,
  ...changes,
});

/** What a promise was rejected with. */
export const rejection = async <E = Error>(work: Promise<unknown>): Promise<E> =>
  work.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: E) => error,
  );
