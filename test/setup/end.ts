import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Removes the directory for temporary files. Throws where programs that tests have started are still running (seen on Linux). */
export default async function end(): Promise<void> {
  const directory = tmpdir();
  let running = programsOf(directory);
  // What was told to end may be ending.
  for (let tries = 0; running.length > 0 && tries < 50; tries++) {
    await sleep(100);
    running = programsOf(directory);
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  if (running.length > 0) throw new Error(`Tests have left programs running:\n${running.join("\n")}`);
}

/** Programs that have this directory for temporary files. */
function programsOf(directory: string): string[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").flatMap((id) => {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) return [];
    try {
      const environment = readFileSync(`/proc/${id}/environ`, "utf8").split("\0");
      if (!environment.includes(`TMPDIR=${directory}`)) return [];
      return [`${id} ${readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ")}`];
    } catch {
      return []; // of another user, or over
    }
  });
}
