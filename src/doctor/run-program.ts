import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a program ended; `code` is null if it was ended by a signal. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** It took longer than allowed. */
export class TooSlow extends Error {}

/** Runs a program to its end, at most `patience` seconds. What it started is ended with it, also when this process exits. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env, directory, patience }: { env: NodeJS.ProcessEnv; directory?: string; patience: number },
): Promise<Ended> {
  const child = spawn(program, args, {
    env,
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    // The leader of a process group of its own, so that the whole group can be ended; Windows has no groups.
    detached: process.platform !== "win32",
  });
  const end = () => endGroup(child);
  process.once("exit", end);
  const texts = [child.stdout, child.stderr].map((stream) => {
    const text = { value: "" };
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text.value += chunk;
    });
    return text;
  });
  const signal = AbortSignal.timeout(patience * 1000);
  try {
    const [code] = await once(child, "close", { signal });
    return { code, stdout: texts[0]?.value ?? "", stderr: texts[1]?.value ?? "" };
  } catch (error) {
    throw signal.aborted ? new TooSlow() : error;
  } finally {
    process.off("exit", end);
    end();
    // A process that left the group may hold the other ends open.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // All of the group have ended.
  }
}
