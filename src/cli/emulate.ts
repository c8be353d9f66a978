import { once } from "node:events";
import { parseArgs } from "node:util";
import { FlawsError, serveEmulators, unreadKeys } from "../platforms/emulator";
import { type Edition, type EnosSeed, editions, enosEmulator } from "../platforms/enos/emulator";
import demoSeed from "./demo-seed.json";
import { readyScreen } from "./emulate-screen";
import { readJson } from "./read-json";
import { UsageError } from "./usage";

export const emulateHelp = `Usage: cdktf-connect emulate [--port N] [--seed FILE] [--edition E] [--json]

Serves EnOS Connect on this machine: tokens, signatures, organizations and permissions are checked as the platform
checks them; products are kept in memory and only read. Ends on Ctrl-C or SIGTERM.

  --port N      port on 127.0.0.1 (default: a free one)
  --seed FILE   JSON with accounts and products (default: a built-in demo)
  --edition E   ${editions.join(", ")} (default: 2.4)
  --json        first line on stdout: {"event":"ready","endpoint":"http://127.0.0.1:PORT"}

A seed: {"accounts":[{"accessKey":"…","secretKey":"…","orgIds":["o1…"],"permissions":["Product:Read"]}],
         "products":[ …product structs as the V2.4 documents print them… ]}

While it runs, under its endpoint: GET /_emu/ready, GET|DELETE /_emu/journal, PUT /_emu/seed, POST /_emu/reset,
GET|POST|DELETE /_emu/faults, GET /_emu/assumptions.

Example, the next search fails once and the plan must survive it:
  curl -X POST $ENDPOINT/_emu/faults -d '{"match":{"action":"search"},"status":503}'
`;

const portOf = (text: string): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError("--port: expected a number from 0 to 65535");
};

const editionOf = (text: string): Edition => {
  const edition = editions.find((known) => known === text);
  if (edition === undefined) throw new UsageError(`--edition: expected one of ${editions.join(", ")}`);
  return edition;
};

/** Where the command writes, and what ends it beside the signals. */
export interface EmulateSurroundings {
  readonly write: (text: string) => unknown;
  readonly warn: (text: string) => unknown;
  readonly stop?: AbortSignal;
}

const ofProcess: EmulateSurroundings = {
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
};

/** `cdktf-connect emulate`: resolves with the exit code once it was told to stop and has stopped. */
export async function emulate(args: string[], around: EmulateSurroundings = ofProcess): Promise<number> {
  const text = { type: "string" } as const;
  const options = { port: text, seed: text, edition: text, json: { type: "boolean" } } as const;
  const { values } = parseArgs({ args, options });
  const port = portOf(values.port ?? "0");
  const edition = editionOf(values.edition ?? "2.4");
  const platforms = [enosEmulator({ edition })];

  // Listened to from the start, so that a signal during start-up is not lost.
  const stop = new AbortController();
  const end = () => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  around.stop?.addEventListener("abort", end);
  try {
    const seed = values.seed === undefined ? demoSeed : readJson(values.seed);
    const emulator = await serveEmulators({ platforms, seed, port }).catch((error: unknown) => {
      throw explain(error, values.seed ?? "the built-in demo", port);
    });
    for (const key of unreadKeys(seed as object, platforms)) {
      around.warn(`${values.seed}: ${key}: not read by any platform of this emulator\n`);
    }
    const { endpoint } = emulator;
    const screen = () => readyScreen({ endpoint, edition, seed: seed as EnosSeed, file: values.seed });
    around.write(values.json ? `${JSON.stringify({ event: "ready", endpoint })}\n` : screen());
    if (!stop.signal.aborted && !around.stop?.aborted) await once(stop.signal, "abort");
    await emulator.close();
    return 0;
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, end);
    around.stop?.removeEventListener("abort", end);
  }
}

function explain(error: unknown, seed: string, port: number): unknown {
  if (error instanceof FlawsError) return new Error(error.lines.map((line) => `${seed}: ${line}`).join("\n"));
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return new Error(
        `port ${port} of 127.0.0.1 is in use: choose another with --port, or leave it out for a free one`,
      );
    case "EACCES":
      return new Error(`port ${port} of 127.0.0.1 needs rights this user does not have: choose one above 1023`);
    default:
      return error;
  }
}
