import { constants } from "node:os";
import type { Environment } from "../platforms/platform";
import { harmless } from "../schema/foreign-text";

/** Where a command writes to. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** whether it is a terminal that shows colours, NO_COLOR and FORCE_COLOR considered */
  hasColors?(): boolean;
  write(text: string): unknown;
}

/** What a command has of the process that runs it; tests give their own. */
export interface Io {
  readonly environment: Environment;
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly now: () => Date;
  /** Calls `end` when the command is told to end; returns what stops it from being called. Without it, a signal ends the process. */
  readonly onSignal: (end: (signal: NodeJS.Signals) => void) => () => void;
}

// Commands write texts of platforms and files: what has not been made harmless before is so here.

export const print = ({ stdout }: Io, text: string): void => {
  stdout.write(harmless(text));
};

/** To people, beside the result. */
export const tell = ({ stderr }: Io, text: string): void => {
  stderr.write(harmless(text));
};

/** The result of a command for programs. `version`: of the form of this command's result; a change that readers would notice raises it. */
export const printJson = (io: Io, version: number, result: object): void =>
  print(io, `${JSON.stringify({ version, ...result }, null, 2)}\n`);

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The exit code of a shell for a program that a signal ended. */
export const codeOfSignal = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

export const ofProcess: Io = {
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  onSignal(end) {
    for (const signal of signals) process.on(signal, end);
    return () => {
      for (const signal of signals) process.off(signal, end);
    };
  },
};
