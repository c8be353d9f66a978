// Text from outside (responses, headers, file names, names of products), made safe for every output.

/** Longer values are cut; the JSON report has them in full. */
const LONGEST_VALUE = 300;

/**
 * Control, format, bidirectional and zero-width characters, halves of characters, and spaces that look like another. Ends of lines
 * are kept, and so are U+FE0E and U+FE0F, which only select how the character before them is drawn.
 */
const invisible = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u202f]/gu;

/**
 * Commands in the logs of CI systems: Azure's `##vso[…]` and GitHub's older `##[…]` anywhere in a line, GitHub's `::name::` at
 * the beginning of one, which may be any word of a wrapped line.
 */
const command = /(?<=#)#|(?<!\S):(?=:\S)/g;

/** Whether a text holds characters that cannot be seen, ends of lines among them. */
export const hasInvisible = (text: string): boolean => text.includes("\n") || text.search(invisible) >= 0;

/** Each unit of a text as a JSON escape. */
export const escapeUnits = (text: string): string =>
  text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Replaces the characters that cannot be seen. */
export const replaceInvisible = (text: string, replace: (character: string) => string): string =>
  text.replace(invisible, replace);

/** Replaces everything that a terminal or a CI log interprets. */
export const neutralize = (text: string, replace: (character: string) => string): string =>
  replaceInvisible(text, replace).replace(command, replace);

/** Text without anything that a terminal or a CI log interprets. JSON text keeps its meaning. */
export const harmless = (text: string): string => neutralize(text, escapeUnits);

/** The same on one line, for file names and texts of several lines. */
export const oneLine = (text: string): string => harmless(text.trim().replace(/\s*\n\s*/g, " "));

/** A text cut to a length, without half a character or half an escape at its end. */
export const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$|\\(u[\da-f]{0,3})?$/, "");

/** A value as JSON on one line, safe to show and of limited length. */
export function printValue(value: unknown, longest = LONGEST_VALUE): string {
  const text = harmless(JSON.stringify(value ?? null));
  return text.length <= longest ? text : `${shortened(text, longest)}… (${text.length} characters)`;
}
