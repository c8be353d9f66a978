import { once } from "node:events";
import { parseArgs } from "node:util";
import { aliyunEmulator, flavours } from "../platforms/aliyun/emulator";
import { FlawsError, serveEmulators, unreadKeys } from "../platforms/emulator";
import { editions, enosEmulator } from "../platforms/enos/emulator";
import demoSeed from "./demo-seed.json";
import { readyScreen } from "./emulate-screen";
import { type Emulated, sectionsOf } from "./emulate-sections";
import { readJson } from "./read-json";
import { UsageError } from "./usage";

export const emulateHelp = `Usage: cdktf-connect emulate [--port N] [--seed FILE] [--edition E] [--flavour F] [--json]

Serves EnOS Connect and Aliyun IoT on one port of this machine: keys, signatures, permissions are checked as the
platforms check them; products are kept in memory and only read. Ends on Ctrl-C or SIGTERM.

  --port N      port on 127.0.0.1 (default: a free one)
  --seed FILE   JSON as below (default: a built-in demo)
  --edition E   of EnOS: ${editions.join(", ")} (default: 2.4)
  --flavour F   of Aliyun: ${flavours.join(", ")} (default: what the seed says, else alibaba)
  --json        first line on stdout: {"event":"ready","endpoint":"http://127.0.0.1:PORT"}

A seed, of one platform or of both; products are structs as the documents of V2.4 and of QueryProduct print them:
  {"accounts":[{"accessKey":"…","secretKey":"…","orgIds":["o1…"],"permissions":["Product:Read"]}],"products":[…],
   "aliyun":{"accounts":[{"accessKeyId":"…","accessKeySecret":"…"}], "products":[{…,"IotInstanceId":"…"}]}}
Optional: flavour of "aliyun"; securityToken, instanceIds, permissions of its accounts; IotInstanceId of its products.

While it runs, under its endpoint: GET /_emu/ready, GET|DELETE /_emu/journal, PUT /_emu/seed, POST /_emu/reset,
GET|POST|DELETE /_emu/faults, GET /_emu/assumptions. The next search fails once and the plan must survive it:
  curl -X POST $ENDPOINT/_emu/faults -d '{"match":{"action":"search"},"status":503}'
`;

const portOf = (text: string): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError("--port: expected a number from 0 to 65535");
};

const oneOf = <T extends string>(flag: string, known: readonly T[], text: string): T => {
  const found = known.find((word) => word === text);
  if (found === undefined) throw new UsageError(`${flag}: expected one of ${known.join(", ")}`);
  return found;
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
  const options = { port: text, seed: text, edition: text, flavour: text, json: { type: "boolean" } } as const;
  const { values } = parseArgs({ args, options });
  const port = portOf(values.port ?? "0");
  const edition = oneOf("--edition", editions, values.edition ?? "2.4");
  const flavour = values.flavour === undefined ? undefined : oneOf("--flavour", flavours, values.flavour);
  const platforms = [enosEmulator({ edition }), aliyunEmulator({ flavour })];

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
    const file = values.seed;
    const emulated = { endpoint, edition, flavour, seed: seed as Emulated["seed"], fromFile: file !== undefined };
    const screen = () => readyScreen({ endpoint, sections: sectionsOf(emulated), file });
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
