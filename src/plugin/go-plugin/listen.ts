import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Environment } from "./handshake";

export interface Address {
  readonly network: "unix" | "tcp";
  readonly text: string;
}

/** Where the server listens, and how to leave nothing behind. */
export interface Endpoint extends Address {
  readonly remove: () => void;
}

// macOS ends socket paths at 104 bytes, Linux at 108.
const SOCKET_PATH_BYTES = 103;
const FOLDER_PREFIX = "tf-";
const MKDTEMP_SUFFIX = "XXXXXX";
const SOCKET = "s";
const LOOPBACK = "127.0.0.1";
// Terraform's own range, for a host that names none.
const MIN_PORT = 10_000;
const MAX_PORT = 25_000;

/** Unix sockets, except where Go's net package has none to offer a host. */
export const usualNetwork: Address["network"] = process.platform === "win32" ? "tcp" : "unix";

/** Starts listening where the host can reach us and, on a unix socket, nobody but this user can. */
export const listen = (server: Server, network: Address["network"], environment: Environment): Promise<Endpoint> =>
  network === "unix" ? listenOnSocket(server, environment) : listenOnPort(server, environment);

async function listenOnSocket(server: Server, environment: Environment): Promise<Endpoint> {
  // mkdtemp makes the folder with mode 0700.
  const folder = mkdtempSync(join(socketParent(environment), FOLDER_PREFIX));
  const text = join(folder, SOCKET);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await start(server, { path: text });
  } catch (error) {
    remove();
    throw error;
  }
  return { network: "unix", text, remove };
}

function socketParent(environment: Environment): string {
  const usual = resolve(environment.PLUGIN_UNIX_SOCKET_DIR || tmpdir());
  const length = Buffer.byteLength(join(usual, FOLDER_PREFIX + MKDTEMP_SUFFIX, SOCKET));
  return length <= SOCKET_PATH_BYTES ? usual : "/tmp";
}

async function listenOnPort(server: Server, environment: Environment): Promise<Endpoint> {
  const min = Number(environment.PLUGIN_MIN_PORT) || MIN_PORT;
  const max = Number(environment.PLUGIN_MAX_PORT) || Math.max(min, MAX_PORT);
  const count = max - min + 1;
  // Providers start side by side: each begins its search somewhere else.
  const first = Math.floor(Math.random() * count);
  for (let tried = 0; tried < count; tried++) {
    const port = min + ((first + tried) % count);
    try {
      await start(server, { host: LOOPBACK, port });
      return { network: "tcp", text: `${LOOPBACK}:${port}`, remove: () => {} };
    } catch (error) {
      if (!["EADDRINUSE", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  throw new Error(`every port from ${min} to ${max} on ${LOOPBACK} is taken`);
}

const start = (server: Server, where: { path: string } | { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
