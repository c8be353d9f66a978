import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** How a program ended; `code` is null if it was ended by a signal. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; undefined after `patience` seconds. What it started ends with it, also when this process exits. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { patience, ...options }: { env: NodeJS.ProcessEnv; cwd?: string; patience: number },
): Promise<Ended | undefined> {
  // The leader of a process group, so that the whole group can be ended; Windows has no groups.
  const detached = process.platform !== "win32";
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached });
  const end = () => {
    try {
      process.kill(detached ? -(child.pid ?? Number.NaN) : (child.pid ?? Number.NaN), "SIGKILL");
    } catch {
      // It was not started, or all have ended.
    }
  };
  process.once("exit", end);
  const signal = AbortSignal.timeout(patience * 1000);
  try {
    const closed = once(child, "close", { signal });
    const [[code], stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
    return { code, stdout, stderr };
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    process.off("exit", end);
    end();
    // A process that left the group may hold the other ends open.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}
