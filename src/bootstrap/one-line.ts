import { escapeUnit } from "../schema/print-value";

/** What a terminal acts on, ends a line for some reader, lets text look like other text or is no character: controls, marks, halves. */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]/gu;

export const isUnsafe = (text: string): boolean => text.search(unsafe) >= 0;

/** A stranger's text for a comment or a cell: one line of what can be seen. */
export const oneLine = (text: string): string => text.replace(unsafe, " ").replace(/\s+/g, " ").trim();

/** Text with names in the place of what cannot be seen; not JSON's, which the text may hold beside them. */
export const visible = (text: string): string =>
  text.replace(unsafe, (mark) => `<U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

/** A value as JSON on one line of code or comment. */
export const inertJson = (value: unknown): string => escaped(JSON.stringify(value), unsafe);

/** Writes what matches as JSON's number for it. */
export const escaped = (text: string, marks: RegExp): string => text.replace(marks, escapeUnit);
