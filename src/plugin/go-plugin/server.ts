import type { Log } from "../provider";
import { type Ending, prepareEnding } from "./ending";
import { type Methods, serveConnection } from "./grpc";
import type { Environment } from "./handshake";
import { Lifetime } from "./lifetime";
import { type Address, listen } from "./listen";
import { openDoor } from "./secure";
import { hostServices } from "./services";

/** What a plugin does, beside being reachable. */
export interface Plugin {
  readonly methods: Methods;
  readonly close: () => Promise<void>;
  readonly failPending: (error: unknown) => void;
  readonly log: Log;
}

export interface Circumstances {
  readonly environment: Environment;
  readonly network: Address["network"];
  /** Started by a person, for hosts that come and go: only the person ends it, and no host can send a certificate. */
  readonly debugging: boolean;
}

export interface Running {
  readonly address: Address;
  /** what a host must expect to see; undefined without TLS */
  readonly certificate: Buffer | undefined;
}

/** Serves a plugin, and ends the process when nobody needs it any more. */
export async function startServer(
  { methods, close, failPending, log }: Plugin,
  { environment, network, debugging }: Circumstances,
): Promise<Running> {
  const hostCertificate = debugging ? undefined : environment.PLUGIN_CLIENT_CERT;
  // A socket in a private folder needs no TLS (TF_DISABLE_PLUGIN_TLS); a port is open to everyone on the machine.
  if (!hostCertificate && network === "tcp")
    throw new Error("on a TCP port it needs TLS, which the host did not ask for");

  let ending: Ending | undefined;
  const lifetime = debugging ? undefined : new Lifetime(() => ending?.now());
  const all: Methods = new Map([...methods, ...hostServices(() => !debugging && ending?.afterAnswer())]);
  const { server, certificate } = openDoor(hostCertificate, (socket) => {
    lifetime?.join(socket);
    serveConnection(socket, all);
  });
  const { remove, ...address } = await listen(server, network, environment);
  server.on("error", (error) => log("error", "a connection could not be accepted", { error }));

  // Nobody counts the hosts of a debugging session: its last answer has the whole second.
  const hungUp = lifetime ? () => lifetime.hungUp() : () => new Promise<never>(() => {});
  ending = prepareEnding({ remove, close, failPending, hungUp });
  const { now } = ending;
  process.on("SIGTERM", now);
  process.on("SIGHUP", now);
  // Ctrl-C reaches the whole process group: Terraform decides what it means, and says so with StopProvider.
  process.on("SIGINT", debugging ? now : () => log("debug", "interrupt left to Terraform"));
  return { address, certificate };
}
