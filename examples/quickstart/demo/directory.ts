import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..", "..", "..");
/** Where the demo works, and what is left to look around in. */
export const work = join(root, ".demo");
export const stack = join(work, "stacks", "quickstart");
/** No step may take longer than this, whatever happens. */
const LIMIT_MS = 60_000;

export function prepareDirectory(): void {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "empty.tfrc"), "");
  // So that nothing is recorded in a file further up.
  writeFileSync(join(work, "connect.lock.json"), '{"version":1,"entries":[]}\n');
}

/** This machine's own configuration shall not decide how the demo ends. */
const inherited = Object.entries(process.env).filter(([name]) => !/^(CI$|CONNECT_|CDKTF_|TF_)/.test(name));
const environment = {
  ...Object.fromEntries(inherited),
  CDKTF_OUTDIR: work,
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_CLI_CONFIG_FILE: join(work, "empty.tfrc"),
};

interface Run {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly exitCode?: number;
}

/** Runs a program to its end and gives its output. Throws where it ends with another exit code. */
export function run(program: string, args: readonly string[], { cwd = work, env = {}, exitCode = 0 }: Run): string {
  const { error, status, stdout } = spawnSync(program, args, {
    cwd,
    env: { ...environment, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LIMIT_MS,
  });
  if (error) throw error;
  if (status !== exitCode) throw new Error(`${stdout}\n${program} ${args.join(" ")} ended with ${status}.`);
  return stdout;
}

export const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));
