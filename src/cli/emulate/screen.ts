import type { Section, Variable } from "../../emulator/shell/definition";
import { harmless, oneLine, printValue } from "../../schema/foreign-text";
import type { Shell } from "./shell";

const SHOWN_PRODUCTS = 4;
const LONGEST_NAME = 60;

/**
 * The text after the start of the emulator, one screen for the demo. `file`: the seed, whose secrets are never shown; those of
 * the demo are public.
 */
export function readyScreen(ready: {
  readonly endpoint: string;
  readonly sections: readonly Section[];
  readonly file: string | undefined;
  readonly shell: Shell;
}): string {
  const { endpoint, sections, file, shell } = ready;
  const from = file ?? "the built-in demo";
  const blocks = sections.map(({ title, content, products, account, variables }) => {
    const rows = [...column("products", listed(products)), ...column("account", [account ?? "none"])];
    const lines = variables.map((variable) => assignment(variable, shell, file));
    return `\n${title}: ${content} (${oneLine(from)})\n${[...rows, "", ...lines].map((line) => (line === "" ? "\n" : `  ${line}\n`)).join("")}`;
  });
  return `Emulated on ${endpoint} until Ctrl-C; set these variables where it is to be read.\n${blocks.join("")}`;
}

const column = (name: string, lines: readonly string[]): string[] =>
  lines.map((line, index) => `${(index === 0 ? name : "").padEnd(10)}${oneLine(line)}`);

function listed(products: Section["products"]): string[] {
  const shown = products.length <= SHOWN_PRODUCTS ? products : products.slice(0, SHOWN_PRODUCTS - 1);
  const width = Math.max(...shown.map(({ key }) => key.length));
  const lines = shown.map(({ key, name }) =>
    `${key.padEnd(width)}  ${name === null ? "" : printValue(name, LONGEST_NAME)}`.trimEnd(),
  );
  if (products.length > shown.length) lines.push(`… and ${products.length - shown.length} more`);
  return lines.length === 0 ? ["none that this account can read"] : lines;
}

/** Values that must not be shown, or cannot be written in this shell, are left empty with a remark. */
function assignment({ name, value, member, secret }: Variable, shell: Shell, file: string | undefined): string {
  const shown = (secret && file !== undefined) || harmless(value) !== value ? undefined : shell.set(name, value);
  return (
    shown ?? `${shell.set(name, "")}   ${shell.remark} ${member} of this account in ${oneLine(file ?? "the demo")}`
  );
}
