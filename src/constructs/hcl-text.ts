import { escapeUnits } from "../schema/foreign-text";

/** What cannot stand in a quoted text of HCL as it is. */
export const escapable = /["\\\p{Cc}]/u;
const short: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/** Text as it stands between quotes. */
export const escaped = (value: string): string =>
  value.replace(new RegExp(escapable, "gu"), (character) => short[character] ?? escapeUnits(character));
