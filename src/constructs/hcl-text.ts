import { escapeUnits } from "../schema/foreign-text";

/** Characters that need an escape in a quoted text of HCL. */
export const escapable = /["\\\p{Cc}]/u;
const short: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/** The text between quotes. */
export const escaped = (value: string): string =>
  value.replace(new RegExp(escapable, "gu"), (character) => short[character] ?? escapeUnits(character));
