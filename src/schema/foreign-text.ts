// Text from outside (answers, headers, file names, names of products) as it may be shown to people, whatever shows it.

/** One value longer than this is for the JSON report. */
const LONGEST_VALUE = 300;

/**
 * Control, format, bidirectional and zero-width characters, halves of characters, and spaces that look like another. Ends of lines
 * stay, and so do U+FE0E and U+FE0F, which only choose how the character before them is drawn.
 */
const invisible = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u202f]/gu;

/**
 * How the logs of CI systems mark a command: Azure's `##vso[…]` and GitHub's older `##[…]` wherever they stand in a line, GitHub's
 * `::name::` at the beginning of one, which any word is once a line is wrapped.
 */
const command = /(?<=#)#|(?<!\S):(?=:\S)/g;

/** Whether a text holds characters that cannot be seen, ends of lines among them. */
export const hasInvisible = (text: string): boolean => text.includes("\n") || text.search(invisible) >= 0;

/** A text as JSON writes each of its units by number. */
export const escapeUnits = (text: string): string =>
  text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Replaces the characters that cannot be seen. */
export const replaceInvisible = (text: string, replace: (character: string) => string): string =>
  text.replace(invisible, replace);

/** Replaces all that a terminal or a CI log acts on. */
export const neutralize = (text: string, replace: (character: string) => string): string =>
  replaceInvisible(text, replace).replace(command, replace);

/** Text with nothing in it that a terminal or a CI log acts on. Of JSON text: JSON of the same meaning. */
export const harmless = (text: string): string => neutralize(text, escapeUnits);

/** The same on one line: names of files, and what people write over several lines. */
export const oneLine = (text: string): string => harmless(text.trim().replace(/\s*\n\s*/g, " "));

/** A text cut to a length, with no half of a character or of an escape at its end. */
export const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$|\\(u[\da-f]{0,3})?$/, "");

/** A value as JSON on one line, harmless and not long. */
export function printValue(value: unknown, longest = LONGEST_VALUE): string {
  const text = harmless(JSON.stringify(value ?? null));
  return text.length <= longest ? text : `${shortened(text, longest)}… (${text.length} characters)`;
}
