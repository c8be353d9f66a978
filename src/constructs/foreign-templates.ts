import { escaped } from "./hcl-text";

// A platform's text may hold `${` or `%{`, which Terraform evaluates wherever a stack writes it: whoever may rename a product would make
// Terraform read files of the machine it runs on. What an app has read is remembered here, and found again in what it writes.

/** Enough of the beginning of a template to know it by: an app may cut the text. */
const KNOWN_BY = 24;

const mark = /[$%]\{/;
const runs = /(?:\$+|%+)(?=\{)/g;

/** Texts that a program has read, as far as they can take part in a template. */
const known = new Set<string>();

/** The library's HCL writer leaves most quotes and backslashes as they are, and takes what begins with a bracket for code. */
const isCodeInHcl = /["\\{[]|\p{Cc}/u;

/** Of a text so many characters are looked for, of a shorter one all. */
const FRAGMENT = 12;
const fragments = new Set<string>();
const shortTexts = new Set<string>();

function rememberForHcl(text: string): void {
  if (text.length < FRAGMENT) shortTexts.add(text);
  for (let at = 0; at + FRAGMENT <= text.length; at++) fragments.add(text.slice(at, at + FRAGMENT));
}

/** Remembers a text that is handed to the program; true where a stack could take it, or a part of it, for more than text. */
export function remember(text: string): boolean {
  if (/\{|[$%]$/.test(text)) known.add(normal(text));
  if (isCodeInHcl.test(text)) rememberForHcl(normal(text));
  return isCodeInHcl.test(text) || /[$%]$/.test(text);
}

/** Whether a text that the program has read could be part of a template. */
export const hasBraces = (): boolean => known.size > 0;

/** Whether one would be a template by itself. */
export const hasTemplates = (): boolean => [...known].some((text) => mark.test(text));

/** A stack's text with every template in it that comes of a platform's text made plain text. What the author wrote stays. */
export const withoutForeign = (text: string): string =>
  text.replace(runs, (run, at: number) => (isForeign(run, text.slice(at + run.length)) ? run + run.charAt(0) : run));

/** The same for directives alone: the library's functions escape `${` in their arguments and not `%{`, and never write one themselves. */
export const withoutForeignDirectives = (text: string): string =>
  text.replace(/%+(?=\{)/g, (run, at: number) => (isForeign(run, text.slice(at + run.length)) ? `${run}%` : run));

/** A stack's text as the HCL writer must get it, so that a platform's text in it stays text. */
export function withoutForeignCode(text: string): string {
  const plain = withoutForeign(text);
  if (!holdsForeign(text)) return plain;
  let written = "";
  let at = 0;
  for (const { 0: run, index } of plain.matchAll(runs)) {
    if (run.length > 1 || index < at) continue;
    const own = run + bodyOf(plain.slice(index + run.length));
    written += escaped(plain.slice(at, index)) + own;
    at = index + own.length;
  }
  written += escaped(plain.slice(at));
  // With a template in it, the writer puts the text between quotes and changes nothing.
  return written.includes("${") ? written : `\${""}${written}`;
}

function holdsForeign(text: string): boolean {
  const searched = normal(text);
  for (let at = 0; at + FRAGMENT <= searched.length; at++)
    if (fragments.has(searched.slice(at, at + FRAGMENT))) return true;
  return [...shortTexts].some((short) => searched.includes(short));
}

/** The first template in a text that is no token of the library: Terraform evaluates it. */
export function templateIn(text: string): string | undefined {
  for (const { 0: run, index } of text.matchAll(runs)) {
    const rest = text.slice(index + run.length);
    if (run.length === 1 && !rest.startsWith("{TfToken[")) return run.charAt(0) + bodyOf(rest);
  }
  return undefined;
}

/** Of `$${x}`: where the platform itself wrote both dollars, another is needed; otherwise it is escaped already. */
function isForeign(run: string, rest: string): boolean {
  const body = normal(bodyOf(rest)).slice(0, KNOWN_BY);
  const wanted = run.length === 1 ? body : run + body;
  return [...known].some((text) => text.includes(wanted));
}

/** From the brace to the one that closes it, or to the end. */
function bodyOf(rest: string): string {
  let depth = 0;
  for (const { 0: brace, index } of rest.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return rest.slice(0, index + 1);
  }
  return rest;
}

/** Spared what an app, or a function of the library, often does to a text. */
const normal = (text: string): string => text.toLowerCase().replace(/[\s\\]+/g, "");
