/** More than this of one value is for the JSON report. */
const LONGEST = 300;

/**
 * What a terminal would act on or a reader could be misled by: control and format characters, such as those that turn the
 * direction, and spaces that look like another; and the second `#` of `##[…]` and `##vso[…]`, which the logs of GitHub and Azure
 * take for commands wherever in a line they stand. Ends of lines are no harm.
 */
const harmful = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u202f]|(?<=#)#/gu;

/** Text with nothing harmful in it. Of JSON text: JSON of the same meaning. */
export const harmless = (text: string): string =>
  text.replace(harmful, (character) => character.replace(/./gs, escapeUnit));

/** The same on one line: names of files, and what people write over several lines. */
export const oneLine = (text: string): string => harmless(text.trim().replace(/\s*\n\s*/g, " "));

/** The first character of a text as JSON and HCL write it by its number. */
export const escapeUnit = (text: string): string => `\\u${text.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value as JSON on one line, harmless: it is a stranger's text. */
export function printValue(value: unknown): string {
  const text = harmless(JSON.stringify(value ?? null));
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}… (${text.length} characters)`;
}
