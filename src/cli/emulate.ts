import { once } from "node:events";
import { demoSeed } from "../emulator/list";
import type { EmulatedPlatform } from "../emulator/shell/contract";
import { seedShape, unreadKeys } from "../emulator/shell/seed";
import { serveEmulators, type Watched } from "../emulator/shell/serve";
import { readOwnFile } from "../files/own-file";
import type { Environment, Platform } from "../platforms/platform";
import { oneLine } from "../schema/foreign-text";
import { readArguments } from "./emulate/arguments";
import { completeSeed, type PlatformSection, sectionsOf } from "./emulate/emulated";
import { requestLine } from "./emulate/request-line";
import { codeOfSignal, leadingTo, runCommand } from "./emulate/run-command";
import { readyScreen } from "./emulate/screen";
import { shellInUse, shells } from "./emulate/shell";
import { UsageError } from "./usage";

export { emulateHelp } from "./emulate/help";

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
  const { port, emulated, platform, shell, command, json, requests, seed: file } = readArguments(args);
  const platforms = emulated.map((each) => each.platform);
  const from = file ?? "the built-in demo";
  const isWatched = requests ?? (around.isTerminal && !json && command === undefined);

  // From the start, so that no signal is lost.
  const stop = new AbortController();
  const end = (signal?: unknown) => stop.abort(signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  around.stop?.addEventListener("abort", end);
  try {
    const seed = completeSeed(seedOf(file, platforms), emulated);
    const watch = isWatched ? { watch: (watched: Watched) => around.warn(requestLine(watched)) } : {};
    const emulator = await serveEmulators({ platforms, seed, port, ...watch }).catch((error: unknown) => {
      throw explain(error, port);
    });
    try {
      for (const key of unreadKeys(seed, platforms))
        around.warn(`${oneLine(`${file}: ${key}`)}: unknown key, ignored\n`);
      const { endpoint } = emulator;
      const sections = chosen(
        sectionsOf(seed as Readonly<Record<string, unknown>>, endpoint, emulated),
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

const seedOf = (file: string | undefined, platforms: readonly EmulatedPlatform[]): object =>
  file === undefined ? demoSeed : readOwnFile(file, { shape: seedShape(platforms) }).value;

function chosen(
  sections: readonly PlatformSection[],
  platform: Platform | undefined,
  from: string,
): readonly PlatformSection[] {
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
