import type { Log } from "../provider";
import { type Ending, prepareEnding } from "./ending";
import { type Methods, serveConnection } from "./grpc";
import type { Environment } from "./handshake";
import { Lifetime } from "./lifetime";
import { type Address, listen } from "./listen";
import { openDoor } from "./secure";
import { hostServices } from "./services";

/** The behaviour of a plugin. */
export interface Plugin {
  readonly methods: Methods;
  readonly close: () => Promise<void>;
  readonly failPending: (error: unknown) => void;
  readonly log: Log;
}

export interface Circumstances {
  readonly environment: Environment;
  readonly network: Address["network"];
  /** Started by a person, for several hosts: only that person ends it, and no host can send a certificate. */
  readonly debugging: boolean;
}

export interface Running {
  readonly address: Address;
  /** the certificate that hosts expect; undefined without TLS */
  readonly certificate: Buffer | undefined;
}

/** Serves a plugin, and ends the process when no host needs it. */
export async function startServer(
  { methods, close, failPending, log }: Plugin,
  { environment, network, debugging }: Circumstances,
): Promise<Running> {
  const hostCertificate = debugging ? undefined : environment.PLUGIN_CLIENT_CERT;
  // A socket in a private directory needs no TLS (TF_DISABLE_PLUGIN_TLS); a port is open to every user of the machine.
  if (!hostCertificate && network === "tcp")
    throw new Error("TLS is required on a TCP port, and the host did not request it");

  let ending: Ending | undefined;
  const lifetime = debugging ? undefined : new Lifetime(() => ending?.now());
  const all: Methods = new Map([...methods, ...hostServices(() => !debugging && ending?.afterAnswer())]);
  const { server, certificate } = openDoor(hostCertificate, (socket) => {
    lifetime?.join(socket);
    serveConnection(socket, all);
  });
  const { remove, ...address } = await listen(server, network, environment);
  server.on("error", (error) => log("error", "a connection could not be accepted", { error }));

  // Hosts of a debugging session are not counted: its last response has the whole second.
  const disconnected = lifetime ? () => lifetime.disconnected() : () => new Promise<never>(() => {});
  ending = prepareEnding({ remove, close, failPending, disconnected });
  const { now } = ending;
  process.on("SIGTERM", now);
  process.on("SIGHUP", now);
  // Ctrl-C reaches the whole process group: Terraform handles it, and calls StopProvider.
  process.on("SIGINT", debugging ? now : () => log("debug", "interrupt left to Terraform"));
  return { address, certificate };
}
