import { once } from "node:events";
import { aliyunEmulator, flavours } from "../emulator/aliyun/emulator";
import { editions, enosEmulator } from "../emulator/enos/emulator";
import { seedShape, serveEmulators, unreadKeys, type Watched } from "../emulator/shell/serve";
import { readOwnFile } from "../files/own-file";
import type { Environment, Platform } from "../platforms/platform";
import { oneLine } from "../schema/foreign-text";
import demoSeed from "./demo-seed.json";
import { readArguments } from "./emulate/arguments";
import { requestLine } from "./emulate/request-line";
import { withRsaKey } from "./emulate/rsa-key";
import { codeOfSignal, leadingTo, runCommand } from "./emulate/run-command";
import { readyScreen } from "./emulate/screen";
import { type Emulated, type Section, sectionsOf } from "./emulate/sections";
import { shellInUse, shellNames, shells } from "./emulate/shell";
import { platformNames } from "./platform-option";
import { UsageError } from "./usage";

export const emulateHelp = `Usage: cdktf-connect emulate [options] [-- COMMAND [ARGUMENT…]]

Serves EnOS Connect and Aliyun IoT on one port of this machine; keys, signatures, permissions are checked as there.
With COMMAND: sets the variables of one platform for it, runs it, and ends with its exit code. Else ends on Ctrl-C.

  --port N      port on 127.0.0.1 (default: a free one)
  --seed FILE   JSON as below (default: a built-in demo)
  --edition E   of EnOS: ${editions.join(", ")} (default: 2.4)
  --flavour F   of Aliyun: ${flavours.join(", ")} (default: the seed's, else alibaba)
  --platform P  ${platformNames}: whose variables to print or set (default: print both, set those of EnOS if emulated)
  --shell S     print them for ${shellNames.join(", ")} (default: the shell in use)
  --rsa-key F   PEM file, created if missing: the key pair of EnOS's accounts, which product secrets need
  --requests    a line for each request on standard error (default without COMMAND, on a terminal)
  --json        first line on stdout: {"event":"ready","endpoint":"http://127.0.0.1:PORT"}

A seed, of one platform or of both; products are structs as the documents of V2.4 and of QueryProduct print them:
  {"accounts":[{"accessKey":"…","secretKey":"…","orgIds":["o1…"],"permissions":["Product:Read"]}],"products":[…],
   "aliyun":{"accounts":[{"accessKeyId":"…","accessKeySecret":"…"}], "products":[{…,"IotInstanceId":"…"}]}}

While it runs, under its endpoint: GET /_emu/ready, GET|DELETE /_emu/journal, PUT /_emu/seed, POST /_emu/reset,
GET|POST|DELETE /_emu/faults, GET /_emu/assumptions. Example, a plan against the demo:
  cdktf-connect emulate -- terraform plan
`;

/** The environment of the command; tests set it. */
export interface EmulateSurroundings {
  readonly write: (text: string) => unknown;
  readonly warn: (text: string) => unknown;
  readonly environment: Environment;
  /** whether people read the warnings as they come */
  readonly isTerminal: boolean;
  readonly stop?: AbortSignal;
}

const ofProcess = (): EmulateSurroundings => ({
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  environment: process.env,
  isTerminal: process.stderr.isTTY,
});

/** `cdktf-connect emulate`: resolves with the exit code after a signal, or after the command has ended, and after the emulator has stopped. */
export async function emulate(args: string[], around: EmulateSurroundings = ofProcess()): Promise<number> {
  const { port, edition, flavour, platform, shell, rsaKey, command, json, requests, seed: file } = readArguments(args);
  const platforms = [enosEmulator({ edition }), aliyunEmulator({ flavour })];
  const from = file ?? "the built-in demo";
  const isWatched = requests ?? (around.isTerminal && !json && command === undefined);

  // From the start, so that no signal is lost.
  const stop = new AbortController();
  const end = (signal?: unknown) => stop.abort(signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  around.stop?.addEventListener("abort", end);
  try {
    const plain = file === undefined ? demoSeed : readOwnFile(file, { shape: seedShape(platforms) }).value;
    const seed = rsaKey === undefined ? plain : withRsaKey(plain as object, rsaKey);
    const watch = isWatched ? { watch: (watched: Watched) => around.warn(requestLine(watched)) } : {};
    const emulator = await serveEmulators({ platforms, seed, port, ...watch }).catch((error: unknown) => {
      throw explain(error, port);
    });
    try {
      for (const key of unreadKeys(seed as object, platforms))
        around.warn(`${oneLine(`${file}: ${key}`)}: unknown key, ignored\n`);
      const { endpoint } = emulator;
      const sections = chosen(
        sectionsOf({ endpoint, edition, flavour, seed: seed as Emulated["seed"] }),
        platform,
        from,
      );
      if (json) around.write(`${JSON.stringify({ event: "ready", endpoint })}\n`);
      if (command) {
        if (stop.signal.aborted) return codeOfSignal(stop.signal.reason as NodeJS.Signals);
        return await runCommand(command, leadingTo(sections[0]?.variables ?? [], around.environment));
      }
      const forShell = shell ? shells[shell] : shellInUse(around.environment);
      if (!json) around.write(readyScreen({ endpoint, sections, file, shell: forShell }));
      if (!stop.signal.aborted && !around.stop?.aborted) await once(stop.signal, "abort");
      return 0;
    } finally {
      await emulator.close();
    }
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, end);
    around.stop?.removeEventListener("abort", end);
  }
}

function chosen(sections: readonly Section[], platform: Platform | undefined, from: string): readonly Section[] {
  const left = platform ? sections.filter((section) => section.platform === platform.name) : sections;
  if (left.length > 0) return left;
  throw new UsageError(`--platform: ${from} has nothing of ${platform?.title}`);
}

function explain(error: unknown, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return new Error(
        `port ${port} of 127.0.0.1 is in use: choose another with --port, or omit --port for a free one`,
      );
    case "EACCES":
      return new Error(`port ${port} of 127.0.0.1 requires privileges: choose one above 1023`);
    default:
      return error;
  }
}
