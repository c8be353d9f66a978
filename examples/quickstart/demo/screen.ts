import { stripVTControlCharacters, styleText } from "node:util";

/** As Node decides: FORCE_COLOR and NO_COLOR come before what the terminal can do. */
const coloured =
  process.env.FORCE_COLOR === undefined ? (process.stdout.hasColors?.() ?? false) : process.env.FORCE_COLOR !== "0";

type Style = Parameters<typeof styleText>[0];
const styled = (style: Style, text: string): string =>
  coloured ? styleText(style, text, { validateStream: false }) : text;

let step = 0;

/** Begins a step. */
export function announce(what: string, command?: string): void {
  step += 1;
  console.log(`\n${styled("bold", `${step}. ${what}`)}`);
  if (command !== undefined) console.log(`   ${styled("cyan", `$ ${command}`)}`);
}

/** What a program said, below its command. */
export function show(said: string): void {
  const text = coloured ? said : stripVTControlCharacters(said);
  for (const line of text.replace(/^\n+/, "").trimEnd().split("\n")) console.log(`   ${line}`.trimEnd());
}

export function showTable(rows: Readonly<Record<string, unknown>>): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  for (const [name, value] of Object.entries(rows)) console.log(`   ${name.padEnd(width)}   ${value}`);
}
