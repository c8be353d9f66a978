import { spawn } from "node:child_process";
import type { Directory } from "./directory";

/** The time limit of a step. */
const LIMIT_MS = 60_000;

export interface Run {
  readonly cwd?: string;
  readonly exitCode?: number;
}

/** Runs a program to its end and gives its output. Throws where it ends with another exit code. */
export type Runner = (program: string, args: readonly string[], how?: Run) => Promise<string>;

/** Programs of the demo run in its directory, and end when `stop` says so. */
export function runnerIn(directory: Directory, settings: NodeJS.ProcessEnv, stop: AbortSignal): Runner {
  // This machine's own configuration shall not decide how the demo ends.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CI$|CONNECT_|CDKTF_|TF_)/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    CDKTF_OUTDIR: directory.path,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_CONFIG_FILE: `${directory.path}/empty.tfrc`,
    ...settings,
  };
  return async (program, args, { cwd = directory.path, exitCode = 0 } = {}) => {
    stop.throwIfAborted();
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"], timeout: LIMIT_MS });
    const end = () => child.kill();
    stop.addEventListener("abort", end);
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    const status = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    stop.removeEventListener("abort", end);
    stop.throwIfAborted();
    if (status !== exitCode) throw new Error(`${stdout}\n${program} ${args.join(" ")} ended with ${status}.`);
    return stdout;
  };
}
