import type { Command, Options } from "../../src/cli/command";
import { commands } from "../../src/cli/commands";
import { commandHelp } from "../../src/cli/help";
import type { Io } from "../../src/cli/io";
import { runCli, runCommand } from "../../src/cli/run";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around extends Partial<Pick<Io, "environment">> {
  readonly at?: Date;
  /** whether standard error is a terminal, of 20 columns */
  readonly isTTY?: boolean;
  /** ends the command as a signal does */
  readonly stop?: AbortSignal;
  /** sees what is written as it comes */
  readonly onWrite?: (stream: "stdout" | "stderr", text: string) => void;
}

/** Runs a command in this process, and gathers what it writes. Throws what it throws. */
export const runInProcess = <O extends Options>(
  command: Command<O>,
  args: readonly string[],
  around?: Around,
): Promise<Ran> => gathered((io) => runCommand(command, args, io), around);

/** Runs a command line in this process, as `dist/cli.js` does in one of its own. */
export const runLineInProcess = (args: readonly string[], around?: Around): Promise<Ran> =>
  gathered((io) => runCli(commands, args, io), around);

async function gathered(
  run: (io: Io) => Promise<number>,
  { environment = process.env, at = new Date(), isTTY = false, stop, onWrite }: Around = {},
): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const write = (stream: keyof typeof written) => (text: string) => {
    written[stream] += text;
    onWrite?.(stream, text);
  };
  const io: Io = {
    environment,
    stdout: { write: write("stdout") },
    stderr: { write: write("stderr"), isTTY, columns: 20 },
    now: () => at,
    onSignal(end) {
      const told = () => end("SIGTERM");
      stop?.addEventListener("abort", told);
      return () => stop?.removeEventListener("abort", told);
    },
  };
  return { code: await run(io), ...written };
}

/** What `--help` prints. */
export const helpOf = <O extends Options>(name: string, command: Command<O>): string =>
  commandHelp(name, command as unknown as Command);
