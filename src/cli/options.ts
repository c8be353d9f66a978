import { type ParseArgsConfig, parseArgs } from "node:util";
import { oneLine } from "../schema/foreign-text";
import { coloured, type Paint, uncoloured } from "../schema/paint";
import { type Command, flag, type Given, type Options, text, type Values } from "./command";
import type { Io, Screen } from "./io";
import { hint, oneOf, UsageError } from "./usage";

/** The options of every command. A command that says more of one declares it itself. */
export const common = {
  json: flag("print the result as JSON"),
  color: text("WHEN", "auto (default: where a terminal shows colours), always or never"),
} as const;

/** The parsed command line of one command. Throws UsageError. */
export function parse<O extends Options>(command: Command<O>, args: readonly string[], io: Io): Given<O> {
  const end = command.takesProgram && args.includes("--") ? args.indexOf("--") : args.length;
  const { values, positionals } = checked({
    args: args.slice(0, end),
    options: { ...common, ...command.options },
    allowPositionals: command.operands !== undefined || command.takesProgram === true,
  });
  refuseEmpty(values);
  const program = args.slice(end + 1);
  if (command.takesProgram && positionals.length > 0)
    throw new UsageError(`write a command after --: cdktf-connect ${command.name} -- ${positionals.join(" ")}`);
  if (end < args.length && program.length === 0) throw new UsageError("no command stands after --");
  const { json, color } = values as Values<typeof common>;
  return {
    values: values as Values<O>,
    operands: positionals,
    program: end < args.length ? program : undefined,
    json: json ?? false,
    paint: paintFor(io.stdout, io.environment, color),
  };
}

/** A text that is empty comes from a variable that is not set. */
function refuseEmpty(values: Readonly<Record<string, unknown>>): void {
  const empty = Object.keys(values).find((name) => [values[name]].flat().includes(""));
  if (empty !== undefined) throw new UsageError(`--${empty}: it is empty; check the variable that it comes from`);
}

function paintFor(screen: Screen, { NO_COLOR, FORCE_COLOR }: Io["environment"], written: string | undefined): Paint {
  const when = oneOf("--color: unknown value", ["auto", "always", "never"], written ?? "auto");
  // Of a terminal, Node knows both variables; of a pipe it does not ask.
  const forced = !screen.isTTY && !NO_COLOR && FORCE_COLOR !== undefined && !["0", "false"].includes(FORCE_COLOR);
  const shown = when === "auto" ? forced || (screen.hasColors?.() ?? false) : when === "always";
  return shown ? coloured : uncoloured;
}

/** Throws UsageError for options that do not exist or are not written as they must be. */
export function checked(config: ParseArgsConfig) {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new UsageError(unknownOption(config) ?? oneLine(message));
  }
}

/** undefined: the mistake is another one. */
function unknownOption({ args = [], options = {} }: ParseArgsConfig): string | undefined {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === "option" && !Object.hasOwn(options, token.name));
  if (unknown === undefined) return undefined;
  // Node parses "-json" as several options of one letter.
  const [written = ""] = args[unknown.index]?.split("=") ?? [];
  const known = [...Object.keys(options), "help"].map((name) => `--${name}`);
  return `unknown option ${oneLine(written)}${hint(written.replace(/^-+/, "--"), known)}`;
}
