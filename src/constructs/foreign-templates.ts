import { escaped } from "./hcl-text";

// A platform's text may contain `${` or `%{`, which Terraform evaluates in every stack that writes it: with the right to rename a
// product, a user could make Terraform read files of its machine. This module records the texts that an app read, and finds them in
// the texts that it writes.

/** The beginning by which a template is recognized: an app may cut the text. */
const KNOWN_BY = 24;

const mark = /[$%]\{/;
const runs = /(?:\$+|%+)(?=\{)/g;

/** Texts that a program has read and that can be part of a template. */
const known = new Set<string>();

/** The library's HCL writer does not escape most quotes and backslashes, and treats a leading bracket as code. */
const isCodeInHcl = /["\\{[]|\p{Cc}/u;

/** The most characters of a text that are searched. */
const FRAGMENT = 12;
const fragments = new Set<string>();
const shortTexts = new Set<string>();

function rememberForHcl(text: string): void {
  if (text.length < FRAGMENT) shortTexts.add(text);
  for (let at = 0; at + FRAGMENT <= text.length; at++) fragments.add(text.slice(at, at + FRAGMENT));
}

/** Records a text that the program reads; true if a stack could interpret it, or a part of it. */
export function remember(text: string): boolean {
  if (/\{|[$%]$/.test(text)) known.add(normal(text));
  if (isCodeInHcl.test(text)) rememberForHcl(normal(text));
  return isCodeInHcl.test(text) || /[$%]$/.test(text);
}

/** Whether a text that the program has read could be part of a template. */
export const hasBraces = (): boolean => known.size > 0;

/** Whether one contains a whole template. */
export const hasTemplates = (): boolean => [...known].some((text) => mark.test(text));

/** A stack's text in which templates from a platform's text are escaped. The author's own are kept. */
export const withoutForeign = (text: string): string =>
  text.replace(runs, (run, at: number) => (isForeign(run, text.slice(at + run.length)) ? run + run.charAt(0) : run));

/** The same for directives alone: the library's functions escape `${` in their arguments and not `%{`, and never write one themselves. */
export const withoutForeignDirectives = (text: string): string =>
  text.replace(/%+(?=\{)/g, (run, at: number) => (isForeign(run, text.slice(at + run.length)) ? `${run}%` : run));

/** A stack's text for the HCL writer, in which a platform's text remains text. */
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

/** The first template in a text that is not a token of the library: Terraform evaluates it. */
export function templateIn(text: string): string | undefined {
  for (const { 0: run, index } of text.matchAll(runs)) {
    const rest = text.slice(index + run.length);
    if (run.length === 1 && !rest.startsWith("{TfToken[")) return run.charAt(0) + bodyOf(rest);
  }
  return undefined;
}

/** For `$${x}`: if the platform itself wrote both dollars, another is needed; otherwise it is escaped already. */
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

/** The forms of a text after what an app, or a function of the library, often does to it. */
const normal = (text: string): string => text.toLowerCase().replace(/[\s\\]+/g, "");
