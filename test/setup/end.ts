import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** What is open a minute after the last test would be open for ever. */
const LONGEST_WAIT = 60_000;

/** Removes the directory for temporary files. Ends programs that tests have left running, and throws (seen on Linux). */
export default async function end(): Promise<void> {
  const directory = tmpdir();
  let running = programsOf(directory);
  // What was told to end may be ending.
  for (let tries = 0; running.length > 0 && tries < 50; tries++) {
    await sleep(100);
    running = programsOf(directory);
  }
  for (const { id } of running) kill(id);
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  // A failed test may leave a server open in this process: the run fails, and does not hang.
  setTimeout(() => {
    console.error("A test has left something open that keeps this process from ending.");
    process.exit(1);
  }, LONGEST_WAIT).unref();
  if (running.length > 0)
    throw new Error(
      `Tests have left programs running:\n${running.map(({ id, command }) => `${id} ${command}`).join("\n")}`,
    );
}

/** Programs that have this directory for temporary files. */
function programsOf(directory: string): { id: number; command: string }[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").flatMap((name) => {
    const id = Number(name);
    if (!Number.isInteger(id) || id === process.pid) return [];
    try {
      const environment = readFileSync(`/proc/${id}/environ`, "utf8").split("\0");
      if (!environment.includes(`TMPDIR=${directory}`)) return [];
      return [{ id, command: readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ") }];
    } catch {
      return []; // of another user, or over
    }
  });
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It is over.
  }
}
