import { attempt } from "../schema/attempt";
import { stableText } from "../schema/stable-text";

// Formatters of other people's checkouts change line breaks, spaces, quotes and commas. None of that is another fact.

/** Whether two texts of an artefact differ only in what a formatter changes, or pages in what the expectations were. */
export const isReformatted = (a: string, b: string): boolean => contentOf(a) === contentOf(b);

export const isPage = (text: string): boolean => text.startsWith("<!doctype html>");

function contentOf(text: string): string {
  if (text.trimStart().startsWith("{")) return ofJson(text);
  if (isPage(text)) return ofPage(text);
  if (text.startsWith("<!--")) return ofMarkdown(text);
  return text.startsWith("//") ? ofTypeScript(text) : ofLines(text);
}

const ofJson = (text: string): string => attempt(() => stableText(JSON.parse(text))) ?? text;

/**
 * A page without what differed from the expectations when they were written together: from then on nothing does, and `--check` has
 * its own line for them. A formatter makes another page of it, which does not run: its policy names its style and script.
 */
const ofPage = (text: string): string =>
  text.replace(/^<script type="application\/json" id="expected">[^<]*<\/script>\n/m, "").trimEnd();

/** Padded cells, the dashes below a heading, and escapes that mean the same with and without. */
const ofMarkdown = (text: string): string =>
  text
    .replace(/-{3,}/g, "---")
    .replace(/\\(?=[_*~$:@.])/g, "")
    .replace(/\s+/g, " ")
    .trim();

const spaces = /("(?:[^"\\]|\\.)*"|'[^']*')|[ \t]*(=)[ \t]*|[ \t]+/g;

/** HCL and variables: spaces outside of strings, and empty lines. */
const ofLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(spaces, (_, quoted?: string, sign = " ") => quoted ?? sign).trim())
    .filter((line) => line !== "")
    .join("\n");

const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w$]+|=>|[^\s\w]/g;

function ofTypeScript(text: string): string {
  const tokens = (text.match(token) ?? []).map(spelled).filter((each) => each !== ";");
  return tokens
    .filter((each, index) => {
      const next = tokens[index + 1] ?? "";
      if (each === ",") return !/^[)}\]]$/.test(next);
      // Parentheses around the only parameter of a function.
      if (each === "(") return !(tokens[index + 2] === ")" && tokens[index + 3] === "=>");
      return !(each === ")" && next === "=>" && tokens[index - 2] === "(");
    })
    .join(" ");
}

/** One spelling of a token: strings in double quotes, names of members without, comments on one line. */
function spelled(each: string, index: number, all: readonly string[]): string {
  if (each.startsWith("/")) return each.replace(/\n\s*\*?/g, " ").replace(/\s+/g, " ");
  if (!/^["']/.test(each)) return each;
  const inner = each.slice(1, -1).replace(/\\(['"])/g, "$1");
  return all[index + 1] === ":" && /^[\w$]+$/.test(inner) ? inner : `"${inner}"`;
}
