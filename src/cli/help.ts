import type { Command, Group, Option } from "./command";
import { common } from "./options";

/** The columns of names are no wider; a longer name has a line of its own. */
const WIDEST = 22;

/** What `--help` prints of a command. `name`: with those of its groups, "lock show". */
export function commandHelp(name: string, command: Command): string {
  const { operands, takesProgram, about, options, notes, example, exitCodes } = command;
  const usage = [name, "[options]", operands, takesProgram && "[-- COMMAND [ARGUMENT…]]"];
  const rows = Object.entries<Option>({ ...options, ...rest(options) }).map(
    ([option, { value, help }]) => [`--${option}${value ? ` ${value}` : ""}`, help] as const,
  );
  const codes = ([0, 2, 1] as const).flatMap((code) => (exitCodes[code] ? [`${code} ${exitCodes[code]}`] : []));
  const [purpose, line] = example;
  return paragraphs(
    `Usage: cdktf-connect ${usage.filter(Boolean).join(" ")}`,
    about,
    columns(rows),
    notes,
    `Example${purpose ? `, ${purpose}` : ""}:\n  ${line}`,
    `Exit codes: ${[...codes, "3 usage"].join(", ")}.`,
  );
}

/** What `--help` prints of several commands. */
export function groupHelp(name: string, { about, commands }: Group, notes?: string): string {
  const prefix = ["cdktf-connect", name].filter(Boolean).join(" ");
  return paragraphs(
    `Usage: ${prefix} COMMAND [options]`,
    about,
    columns(commands.map((command) => [command.name, command.summary])),
    [`  ${prefix} COMMAND --help   what it does, its options and an example`, notes].filter(Boolean).join("\n"),
    "Exit codes: 0 fine, 2 drift or stale, 1 failure, 3 usage.",
  );
}

/** The options that a command does not declare itself, last. */
const rest = (options: Command["options"]): Command["options"] =>
  Object.fromEntries(Object.entries(common).filter(([name]) => !Object.hasOwn(options, name)));

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(WIDEST, Math.max(...rows.map(([name]) => name.length))) + 2;
  const indent = " ".repeat(width + 2);
  return rows
    .map(([name, help]) => {
      const begin = name.length < width - 1 ? name.padEnd(width) : `${name}\n${indent}`;
      return `  ${begin}${help.replaceAll("\n", `\n${indent}`)}`;
    })
    .join("\n");
}

const paragraphs = (...texts: readonly (string | undefined)[]): string =>
  `${texts.filter((text) => text !== undefined).join("\n\n")}\n`;
