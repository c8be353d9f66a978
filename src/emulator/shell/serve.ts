import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmulatedPlatform, Reply, WireRequest } from "./contract";
import { type Controlled, control, controlPath } from "./control";
import { readBody, readTarget } from "./exchange";
import { FaultList } from "./fault-list";
import { effectOf } from "./fault-shape";
import type { Fault } from "./faults";
import { Journal } from "./journal";
import { respond } from "./respond";
import { readSeed } from "./seed";
import { send } from "./send";
import { subjectOf, type Watched } from "./watch";

/** A running emulator, to be driven from tests. */
export interface Emulator extends Controlled {
  readonly endpoint: string;
  /** Resolves when the port is free again; open connections are cut. */
  close(): Promise<void>;
}

const seedLimit = 256 * 1024 * 1024;
const bodyLimit = 1024 * 1024;
/** Faults after which a client has seen no response. */
const unanswered: ReadonlySet<Fault["connection"]> = new Set(["silent", "empty", "random-data"]);

/** Serves several emulated platforms on one loopback port. Throws a Problem before listening if the seed does not fit. */
export async function serveEmulators(options: {
  readonly platforms: readonly EmulatedPlatform[];
  readonly seed: unknown;
  readonly port?: number;
  /** from the start, and again after a reset */
  readonly faults?: readonly Fault[];
  /** called after the response to every request, except for those under /_emu/ */
  readonly watch?: (watched: Watched) => void;
}): Promise<Emulator> {
  const { platforms } = options;
  const first = readSeed(options.seed, platforms);
  const load = (parts: typeof first) => {
    for (const [platform, part] of parts) platform.load(part);
  };
  load(first);
  const journal = new Journal((text) => platforms.some((platform) => platform.hides(text)));
  const faults = new FaultList();
  faults.add(...(options.faults ?? []));
  const controlled: Controlled = {
    platforms,
    journal,
    faults,
    reload: (seed) => load(readSeed(seed, platforms)),
    reset() {
      load(first);
      for (const platform of platforms) platform.forget();
      faults.clear();
      faults.add(...(options.faults ?? []));
      journal.clear();
    },
  };

  const server = createServer((message, response) => receive(controlled, message, response, options.watch));
  // Above the idle time of any client's pool, so that no reused connection dies under a request.
  server.keepAliveTimeout = 75_000;
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  return {
    ...controlled,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function receive(
  emulator: Controlled,
  message: IncomingMessage,
  response: ServerResponse,
  watch: ((watched: Watched) => void) | undefined,
): void {
  const began = performance.now();
  response.on("error", () => {});
  const { path, query } = readTarget(message);
  const platform = emulator.platforms.find((candidate) => candidate.serves(path));
  const controls = path.startsWith(controlPath);
  const limit = controls ? seedLimit : bodyLimit;
  readBody(message, limit, (body) => {
    const head = { id: randomUUID(), method: message.method ?? "GET", path, query, headers: message.headers };
    const request: WireRequest = { ...head, body: body ?? Buffer.alloc(0) };
    try {
      if (controls) return send(response, request, control(emulator, request));
      const fault = emulator.faults.take(() => ({
        path,
        action: platform?.action(request),
        isList: platform?.isList(request) ?? false,
      }));
      const reply = respond(platform, request, body === undefined, fault);
      const { journal } = emulator;
      const isUnanswered = fault?.reset || unanswered.has(fault?.connection);
      const entry = journal.record(request, platform, isUnanswered ? undefined : reply, fault && effectOf(fault));
      if (watch) {
        const about = { platform: platform?.name ?? null, subject: subjectOf(platform, request, journal.hides) };
        response.once("close", () => watch({ ...entry, ...about, ms: performance.now() - began }));
      }
      if (platform) response.setHeader("date", new Date(platform.clock()).toUTCString());
      send(response, request, reply, fault);
    } catch (error) {
      // The text of an unknown error could quote a secret, so only its class is reported.
      const cause = `a bug of the emulator (${error instanceof Error ? error.name : typeof error})`;
      const reply: Reply = { status: 500, body: '{"message":"An unexpected error occurred"}', cause };
      emulator.journal.record(request, undefined, reply);
      send(response, request, reply);
    }
  });
}
