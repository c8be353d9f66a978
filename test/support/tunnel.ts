import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { closing, start } from "./loopback-server";

/** An HTTP proxy that leads every tunnel to one port of this machine, or refuses each with a status. */
export async function startTunnel(port: number, status = 200) {
  const tunnels: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer();
  server.on("connect", (request, socket: Socket) => {
    tunnels.push(`${request.url} ${request.headers["proxy-authorization"] ?? "-"}`);
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) {
      end.on("error", () => {});
      sockets.push(end);
    }
  });
  closing({
    close: async () => {
      for (const socket of sockets) socket.destroy();
    },
  });
  return { address: `http://127.0.0.1:${await start(server)}`, tunnels };
}
