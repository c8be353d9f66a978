import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const cli = join(__dirname, "..", "..", "dist", "cli.js");

/** An emulator in a process of its own, because one here could not answer a thread that waits. `file` is written with its seed. */
export async function startEmulatorProcess(seed: object, file: string) {
  writeFileSync(file, JSON.stringify(seed));
  const child = spawn(process.execPath, [cli, "emulate", "--json", "--seed", file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return {
    endpoint: JSON.parse(String(line)).endpoint as string,
    async end() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
