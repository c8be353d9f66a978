import type { Paint } from "../schema/paint";
import type { Io } from "./io";

/** An option of the command line, which parses and explains it. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** stands for the value in the help: FILE */
  readonly value?: string;
  /** lines of the help */
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What was written for each option. */
export type Values<O extends Options> = { readonly [N in keyof O]?: Value<O[N]> };

type Value<O extends Option> = O["type"] extends "boolean" ? boolean : O extends { multiple: true } ? string[] : string;

/** A command line as its command gets it. */
export interface Given<O extends Options> {
  readonly values: Values<O>;
  readonly operands: readonly string[];
  /** the command line after "--"; undefined: there is none */
  readonly program: readonly string[] | undefined;
  /** --json */
  readonly json: boolean;
  /** for standard output: --color, or what the terminal shows */
  readonly paint: Paint;
}

/** Every command has this shape, and `--help`, `--json` and `--color` beside its own options. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  /** a line in the list of commands */
  readonly summary: string;
  readonly about: string;
  readonly options: O;
  /** what else the command line takes, as in its usage: "[KEY…]" */
  readonly operands?: string;
  /** whether a program to run may follow after "--" */
  readonly takesProgram?: boolean;
  /** of the help, after the options */
  readonly notes?: string;
  /** one real use: what it is for, and the line */
  readonly example: readonly [string, string];
  /** what these exit codes mean; 3 is a usage error in every command */
  readonly exitCodes: { readonly 0: string; readonly 2?: string; readonly 1: string };
  /** Resolves with the exit code. Throws UsageError for a command line that cannot be used, any other error for a failure. */
  readonly run: (given: Given<O>, io: Io) => number | Promise<number>;
}

/** Commands under one name. */
export interface Group {
  readonly name: string;
  readonly summary: string;
  readonly about: string;
  readonly commands: readonly AnyCommand[];
}

// biome-ignore lint/suspicious/noExplicitAny: each command knows its own options
export type AnyCommand = Command<any> | Group;

export const defineCommand = <const O extends Options>(command: Command<O>): Command<O> => command;

/** Options that several commands have. */
export const flag = (help: string) => ({ type: "boolean", help }) as const;
export const text = (value: string, help: string) => ({ type: "string", value, help }) as const;
export const texts = (value: string, help: string) => ({ type: "string", multiple: true, value, help }) as const;
