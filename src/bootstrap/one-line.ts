import { escapeUnits, neutralize, replaceInvisible } from "../schema/foreign-text";

/** Foreign text for a comment or a cell: one line of visible characters. */
export const oneLine = (text: string): string =>
  replaceInvisible(text, () => " ")
    .replace(/\s+/g, " ")
    .trim();

/** Code for a terminal, with names instead of unsafe characters: JSON's escapes could be part of the code. */
export const visible = (text: string): string =>
  neutralize(text, (character) => `<U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}>`);

/** A value as JSON on one line of code or comment. */
export const inertJson = (value: unknown): string => replaceInvisible(JSON.stringify(value), escapeUnits);
