import { oneLine } from "../../schema/foreign-text";

/** Text as GitHub-flavoured Markdown shows it, and as people read it where nothing shows it. On one line; nothing in it is markup. */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((marks) => marks.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text between white space; a quoted text is one word. */
const words = /(?:"(?:[^"\\]|\\.)*"|\S)+/g;

/** Punctuation of a sentence that stays outside of code. */
const punctuated = /^(\(*)(.*?)([).,;:]*)$/s;

/**
 * What Markdown or GitHub makes something of: markup, formulas, links, e-mail addresses, mentions, issues, commits, emoji. GitHub looks
 * for some of it where Markdown is done already, and leaves out only code: no escape would help.
 */
const meaningful = /["\\`*_{}[\]<>&|~#@$^]|:\/\/|www\.|\bGH-\d|\b[\da-f]{7,}\b|:[\w+-]+:/i;

/** A sentence with values in it: what is quoted, and each word that could be more than text, is code. */
export const sentence = (text: string): string =>
  oneLine(text).replace(words, (word) => {
    if (!meaningful.test(word)) return word;
    const [, before = "", inner = "", after = ""] = punctuated.exec(word) ?? [];
    return `${before}${code(inner)}${after}`;
  });

/**
 * The row of a table. A bar in a cell is escaped, inside of code as well. Behind an odd number of backslashes programs disagree whether
 * it ends the cell: there it is written as JSON writes it.
 */
export const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/(\\*)\|/g, escapeBar)).join(" | ")} |`;

const escapeBar = (_: string, slashes: string): string =>
  slashes.length % 2 === 0 ? `${slashes}\\|` : `${slashes}\\u007c`;
