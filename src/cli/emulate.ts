import { once } from "node:events";
import { demoSeed, emulators } from "../emulator/list";
import type { EmulatedPlatform } from "../emulator/shell/contract";
import { faultShape } from "../emulator/shell/fault-shape";
import { seedShape, unreadKeys } from "../emulator/shell/seed";
import { serveEmulators } from "../emulator/shell/serve";
import type { Watched } from "../emulator/shell/watch";
import { jsonWithComments } from "../files/json";
import { readOwnFile } from "../files/own-file";
import type { Platform } from "../platforms/platform";
import { oneLine } from "../schema/foreign-text";
import { listed } from "../schema/nearest";
import { listOf } from "../schema/shape";
import { defineCommand } from "./command";
import { notes, options, portOf, shellOf } from "./emulate/arguments";
import { completeSeed, openEmulators, type PlatformSection, sectionsOf } from "./emulate/emulated";
import { requestLine } from "./emulate/request-line";
import { runProgram } from "./emulate/run-program";
import { readyScreen } from "./emulate/screen";
import { shellInUse, shells } from "./emulate/shell";
import { FINE } from "./exit-code";
import { codeOfSignal, tell } from "./io";
import { platformNamed } from "./platform-option";
import { leadingTo } from "./platform-variables";
import { UsageError } from "./usage";

const titles = listed(emulators.map(({ title }) => title));

export const emulate = defineCommand({
  name: "emulate",
  summary: "serve a local platform that checks every signature",
  about: `Serves ${titles} on one port of this machine; keys, signatures and permissions are checked.
With COMMAND: sets the variables of one platform for it, runs it, and ends with its exit code. Else ends on Ctrl-C.`,
  options,
  takesProgram: true,
  notes,
  example: ["a plan against the demo", "cdktf-connect emulate -- terraform plan"],
  exitCodes: { 0: "ended by Ctrl-C", 1: "failure, else that of COMMAND" },
  async run({ values, program, json }, io) {
    const { seed: file } = values;
    const faults = values.faults === undefined ? [] : readOwnFile(values.faults, { shape: listOf(faultShape) }).value;
    const port = portOf(values.port ?? "0");
    const emulated = openEmulators(values);
    const platforms = emulated.map((each) => each.platform);
    const platform = platformNamed(values.platform);
    const shell = values.shell === undefined ? undefined : shells[shellOf(values.shell)];
    const isWatched = values.requests ?? (io.stderr.isTTY && !json && program === undefined);

    // From the start, so that no signal is lost.
    const stop = new AbortController();
    const ignoreSignals = io.onSignal((signal) => stop.abort(signal));
    try {
      const seed = completeSeed(seedOf(file, platforms), emulated);
      const watch = isWatched ? { watch: (watched: Watched) => tell(io, requestLine(watched)) } : {};
      const emulator = await serveEmulators({ platforms, seed, port, faults, ...watch }).catch((error: unknown) => {
        throw explain(error, port);
      });
      try {
        for (const key of unreadKeys(seed, platforms))
          tell(io, `${oneLine(`${file}: ${key}`)}: unknown key, ignored\n`);
        const { endpoint } = emulator;
        const all = sectionsOf(seed as Readonly<Record<string, unknown>>, endpoint, emulated);
        const sections = chosen(all, platform, file ?? "the built-in demo");
        if (json) io.stdout.write(`${JSON.stringify({ event: "ready", endpoint, version: 1 })}\n`);
        if (program) {
          if (stop.signal.aborted) return codeOfSignal(stop.signal.reason);
          return await runProgram(program, leadingTo(sections[0]?.variables ?? [], io.environment), io);
        }
        const forShell = shell ?? shellInUse(io.environment);
        if (!json) io.stdout.write(readyScreen({ endpoint, sections, file, shell: forShell }));
        if (!stop.signal.aborted) await once(stop.signal, "abort");
        return FINE;
      } finally {
        await emulator.close();
      }
    } finally {
      ignoreSignals();
    }
  },
});

const seedOf = (file: string | undefined, platforms: readonly EmulatedPlatform[]): object =>
  file === undefined ? demoSeed : readOwnFile(file, { syntax: jsonWithComments, shape: seedShape(platforms) }).value;

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
