import { spawnSync } from "node:child_process";

type Environment = Readonly<Record<string, string | undefined>>;

const decisive =
  /^(CI|NODE_ENV|NODE_EXTRA_CA_CERTS|NO_COLOR|FORCE_COLOR|JEST_.*|TF_.*|CDKTF_.*|CONNECT_.*|ALIBABA_.*|SSL_CERT_.*|GITHUB_.*|.*_PROXY)$/i;

/** The environment of tests without what could decide how a program ends, or how long it takes to start. */
export const cleanEnvironment: Environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !decisive.test(name)),
);

export interface Circumstances {
  readonly directory?: string;
  /** beside the clean environment */
  readonly environment?: Environment;
}

/** Runs a program to its end, and this process waits. The limit is that of tests, which cannot interrupt one that waits. */
export function run(program: string, args: readonly string[], { directory, environment }: Circumstances = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    cwd: directory,
    env: { ...cleanEnvironment, ...environment },
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 300_000,
    killSignal: "SIGKILL",
  });
  if (error) throw error;
  return { status, signal, stdout, stderr };
}

/** The same for a program of JavaScript. */
export const runNode = (args: readonly string[], circumstances?: Circumstances) =>
  run(process.execPath, args, circumstances);

/** What a program prints that must end well. */
export function must(program: string, args: readonly string[], circumstances?: Circumstances): string {
  const { status, stdout, stderr } = run(program, args, circumstances);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
