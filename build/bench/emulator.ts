import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const cli = join(__dirname, "..", "..", "dist", "cli.js");

export interface EmulatorProcess {
  readonly endpoint: string;
  end(): Promise<void>;
}

/**
 * An emulator in a process of its own, because one here could not answer a thread that waits. `latency`: milliseconds by which it holds
 * back every answer.
 */
export async function startEmulatorProcess(seed: object, latency = 0): Promise<EmulatorProcess> {
  const directory = mkdtempSync(join(tmpdir(), "connect-bench-"));
  const file = join(directory, "seed.json");
  writeFileSync(file, JSON.stringify(seed));
  const child = spawn(process.execPath, [cli, "emulate", "--json", "--seed", file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  rmSync(directory, { recursive: true });
  const { endpoint } = JSON.parse(String(line)) as { endpoint: string };
  if (latency > 0) {
    const fault = { match: {}, delay: latency, times: Number.MAX_SAFE_INTEGER };
    await fetch(`${endpoint}/_emu/faults`, { method: "POST", body: JSON.stringify(fault) });
  }
  return {
    endpoint,
    async end() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
