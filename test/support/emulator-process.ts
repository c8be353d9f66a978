import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newDirectory } from "./directory";
import { cleanEnvironment } from "./program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");

/** An emulator in a process of its own: one in the test's process could not answer a thread that waits for it. */
export interface EmulatorProcess {
  readonly endpoint: string;
  /** Serves another seed from now on; throws what the emulator has against it. */
  reseed(seed: object): Promise<void>;
  /** From now on nothing is answered, … */
  pause(): void;
  /** … and from now on it is again. */
  resume(): void;
  end(): Promise<void>;
}

export async function startEmulatorProcess(seed: object): Promise<EmulatorProcess> {
  const directory = newDirectory();
  const file = join(directory, "seed.json");
  writeFileSync(file, JSON.stringify(seed));
  const child = spawn(process.execPath, [cli, "emulate", "--json", "--seed", file], {
    env: cleanEnvironment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await Promise.race([once(child.stdout, "data"), once(child.stdout, "end")]);
  if (line === undefined) throw new Error("The emulator ended at once.");
  const { endpoint } = JSON.parse(String(line).split("\n")[0] as string);
  return {
    endpoint,
    async reseed(other) {
      const answer = await fetch(`${endpoint}/_emu/seed`, { method: "PUT", body: JSON.stringify(other) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    async end() {
      if (child.exitCode === null && child.signalCode === null) {
        // A paused one would not hear of the end.
        child.kill("SIGCONT");
        child.kill("SIGTERM");
        await once(child, "exit");
      }
    },
  };
}
