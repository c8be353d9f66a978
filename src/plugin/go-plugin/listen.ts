import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Environment } from "./handshake";

export interface Address {
  readonly network: "unix" | "tcp";
  readonly text: string;
}

/** The address of the server, and how to remove its files. */
export interface Endpoint extends Address {
  readonly remove: () => void;
}

// macOS limits socket paths to 104 bytes, Linux to 108.
const SOCKET_PATH_BYTES = 103;
const OTHER_PARENT = "/tmp";
const FOLDER_PREFIX = "tf-";
const MKDTEMP_SUFFIX = "XXXXXX";
const SOCKET = "s";
const LOOPBACK = "127.0.0.1";
// Terraform's own range, for a host that names none.
const MIN_PORT = 10_000;
const MAX_PORT = 25_000;

/** Unix sockets, except where Go's net package does not support them. */
export const usualNetwork: Address["network"] = process.platform === "win32" ? "tcp" : "unix";

/** Starts listening; a unix socket is accessible to this user only. */
export const listen = (server: Server, network: Address["network"], environment: Environment): Promise<Endpoint> =>
  network === "unix" ? listenOnSocket(server, environment) : listenOnPort(server, environment);

async function listenOnSocket(server: Server, environment: Environment): Promise<Endpoint> {
  const folder = makeFolder(environment);
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

/** mkdtemp creates it with mode 0700. Where the usual directory cannot be used, another one is, unless the host has named it. */
function makeFolder({ PLUGIN_UNIX_SOCKET_DIR: named }: Environment): string {
  const usual = resolve(named || tmpdir());
  const length = Buffer.byteLength(join(usual, FOLDER_PREFIX + MKDTEMP_SUFFIX, SOCKET));
  // The host takes the handshake apart at "|" and at its end of line.
  const isUsable = length <= SOCKET_PATH_BYTES && !/[|\r\n]/.test(usual);
  const parents = new Set([isUsable ? usual : OTHER_PARENT, ...(named ? [] : [OTHER_PARENT])]);
  let code: string | undefined;
  for (const parent of parents) {
    try {
      return mkdtempSync(join(parent, FOLDER_PREFIX));
    } catch (error) {
      ({ code } = error as NodeJS.ErrnoException);
    }
  }
  throw new Error(
    `it cannot create its socket in ${[...parents].join(" or ")} (${code}); set TMPDIR to a directory where this user may write`,
  );
}

async function listenOnPort(server: Server, environment: Environment): Promise<Endpoint> {
  const min = Number(environment.PLUGIN_MIN_PORT) || MIN_PORT;
  const max = Number(environment.PLUGIN_MAX_PORT) || Math.max(min, MAX_PORT);
  const count = max - min + 1;
  // Providers start at the same time: each starts its search at another port.
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

/** Throws what the server cannot listen for. */
async function start(server: Server, where: { path: string } | { host: string; port: number }): Promise<void> {
  server.listen(where);
  await once(server, "listening");
}
