import spawn from "cross-spawn";
import { isInPath } from "../../doctor/programs";
import type { Environment } from "../../platforms/platform";
import { printValue } from "../../schema/foreign-text";
import { codeOfSignal, type Io, tell } from "../io";

/** The exit codes of shells. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/** Runs a command to its end, passes signals on, and returns its exit code as a shell does. */
export function runProgram(
  [program = "", ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  io: Io,
): Promise<number> {
  // Ctrl-C in a terminal reaches the command directly; a second signal would mean more to some, such as Terraform.
  const isTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const child = spawn(program, args, { env, stdio: "inherit" });
  const pass = (signal: NodeJS.Signals) => {
    if (signal !== "SIGINT" || !isTerminal) child.kill(signal);
  };
  const ignoreSignals = io.onSignal(pass);
  return new Promise<number>((resolve) => {
    child.once("error", (error) => resolve(notStarted(program, error, env, io)));
    child.once("exit", (code, signal) => resolve(code ?? codeOfSignal(signal as NodeJS.Signals)));
  }).finally(ignoreSignals);
}

function notStarted(program: string, { code, message }: NodeJS.ErrnoException, env: Environment, io: Io): number {
  // If the user has no access to a directory of PATH, the error for a missing program is "permission denied".
  const found = code !== "ENOENT" && (/[\\/]/.test(program) || isInPath(program, env));
  const reason = found ? `could not be started: ${message}` : "was not found; is it in PATH?";
  tell(io, `cdktf-connect: The command ${printValue(program)} ${reason}\n`);
  return found ? NOT_EXECUTABLE : NOT_FOUND;
}
