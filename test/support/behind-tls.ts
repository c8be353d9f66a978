import { createServer } from "node:https";
import { connect, type Socket } from "node:net";
import { start } from "./loopback-server";
import type { Identity } from "./self-signed";

/** A port of this machine that leads to another one, behind TLS, as a gateway would. */
export async function startBehindTls(identity: Identity, port: number): Promise<number> {
  const server = createServer(identity);
  server.removeAllListeners("secureConnection");
  server.on("secureConnection", (socket: Socket) => {
    const onward = connect(port, "127.0.0.1");
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on("error", () => {});
  });
  return start(server);
}
