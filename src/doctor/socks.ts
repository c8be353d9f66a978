import { type EventEmitter, once } from "node:events";
import { connect, type Socket } from "node:net";
import { Problem } from "../schema/problem";

const PORT = 1080;

/** undici's own, which the reads use as well; it has no types. */
interface SocksClient extends EventEmitter {
  handshake(): void;
  connect(host: string, port: number): void;
}

/** A connection to the target through a SOCKS proxy. Rejects with a Problem, or with what Node says. */
export async function openSocksTunnel(proxy: URL, target: URL, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: bare(proxy.hostname), port: Number(proxy.port || PORT), signal });
  // It may be closed at any moment: the next use of it fails then.
  socket.on("error", () => {});
  await once(socket, "connect");
  const [username, password] = [proxy.username, proxy.password].map(decodeURIComponent);
  const { Socks5Client } = require("undici/lib/core/socks5-client");
  const client: SocksClient = new Socks5Client(socket, { username, password });
  client.on("error", () => {});
  const closed = once(client, "close", { signal }).then(() => {
    throw new Error("it hung up");
  });
  try {
    const authenticated = once(client, "authenticated", { signal });
    client.handshake();
    await Promise.race([authenticated, closed]);
    const connected = once(client, "connected", { signal });
    client.connect(bare(target.hostname), port);
    await Promise.race([connected, closed]);
    return socket;
  } catch (error) {
    socket.destroy();
    const reason = signal.aborted ? "it took the connection and does not answer" : (error as Error).message;
    throw new Problem("proxy-failed", {
      reason: `${proxy.protocol}//${proxy.host} does not lead to ${target.host}: ${reason}.`,
    });
  }
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, "");
