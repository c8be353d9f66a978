import { version } from "../version";
import type { AnyCommand, Command, Group, Options } from "./command";
import { FAILURE, FINE, USAGE } from "./exit-code";
import { commandHelp, groupHelp } from "./help";
import { type Io, print, tell } from "./io";
import { checked, parse } from "./options";
import { oneOf, UsageError } from "./usage";

/** Runs a command line, and says why it cannot be; resolves with the exit code. */
export async function runCli(commands: Group, args: readonly string[], io: Io): Promise<number> {
  const names: string[] = [];
  try {
    const [first, ...rest] = args;
    if (first === "--version" || first === "-v") return say(io, `${version}\n`);
    if (first === undefined) return say(io, helpOf(commands, names));
    return await follow(commands, first === "help" ? [...rest, "--help"] : args, names, io);
  } catch (error) {
    const { message, syscall } = error as NodeJS.ErrnoException;
    const isGone = syscall === "uv_cwd";
    tell(io, `cdktf-connect: ${isGone ? "the working directory no longer exists; change to another one" : message}\n`);
    if (!(error instanceof UsageError)) return FAILURE;
    tell(io, `Run "${["cdktf-connect", ...names].join(" ")} --help" for how to use it.\n`);
    return USAGE;
  }
}

/** Runs one command. Throws what it throws. */
export const runCommand = async <O extends Options>(
  command: Command<O>,
  args: readonly string[],
  io: Io,
): Promise<number> => command.run(parse(command, args, io), io);

/** `names`: of the commands that were followed, which grows. */
async function follow(command: AnyCommand, args: readonly string[], names: string[], io: Io): Promise<number> {
  if (!("commands" in command)) {
    const own = args.slice(0, args.includes("--") ? args.indexOf("--") : undefined);
    return own.some(isHelp) ? say(io, helpOf(command, names)) : runCommand(command, args, io);
  }
  const [name, ...rest] = args;
  const prefix = names.map((each) => `${each}: `).join("");
  const known = command.commands.map((each) => each.name);
  if (name === undefined) throw new UsageError(`${prefix}name one of ${known.join(", ")}`);
  if (isHelp(name)) return say(io, helpOf(command, names));
  if (name.startsWith("-"))
    checked({ args: [name], options: names.length === 0 ? { version: { type: "boolean" } } : {} });
  const found = oneOf(`${prefix}unknown command`, known, name);
  names.push(found);
  return follow(command.commands.find((each) => each.name === found) as AnyCommand, rest, names, io);
}

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";

const helpOf = (command: AnyCommand, names: readonly string[]): string =>
  "commands" in command
    ? groupHelp(names.join(" "), command, names.length === 0 ? "  cdktf-connect --version" : undefined)
    : commandHelp(names.join(" "), command);

function say(io: Io, text: string): number {
  print(io, text);
  return FINE;
}
