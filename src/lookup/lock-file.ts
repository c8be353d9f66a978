import { readFileSync } from "node:fs";
import { join } from "node:path";
import { realPath } from "../files/real-path";
import { replaceFile } from "../files/write";
import { attributeAt, keyAt } from "../schema/path";
import { isProblem } from "../schema/problem";
import { describe, wrongType } from "../schema/wrong-type";
import { type Entry, readEntry } from "./entry";
import { LookupError } from "./error";
import { exclusively } from "./exclusive";
import { checkVersion } from "./members";
import { keyOf } from "./query";
import { stableText } from "./stable-text";

/** Of the file's format; a change that older versions would misread raises it. */
const VERSION = 1;

/** The entries of a lock file by their key. */
export type Entries = ReadonlyMap<string, Entry>;

/** What the lock file holds; nothing when there is none. Throws an explained error for anything but a lock file. */
export function readLock(file: string): Entries {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw new LookupError("Lock file cannot be read", `${file}: ${(error as Error).message}.`);
  }
  try {
    return parseLock(text);
  } catch (error) {
    const reason = isProblem(error)
      ? error.detail
      : `It is no JSON (${(error as Error).message}). Restore it from version control, or remove it and synthesize anew.`;
    throw new LookupError("Lock file cannot be used", `${file}: ${reason}`);
  }
}

/** The file's text: entries in one order, members in one order, so that the same facts are the same bytes. */
export function printLock(entries: Entries): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => JSON.parse(stableText(entry)));
  return `${JSON.stringify({ version: VERSION, entries: sorted }, null, 2)}\n`;
}

/**
 * Changes the lock file: `change` gets what it holds at this moment, whoever wrote it, and returns what it shall hold. Readers see
 * the old file or the new one, never a part; nothing is written when nothing changed.
 */
export function updateLock(named: string, change: (entries: Entries) => Entries): void {
  const file = realPath(named);
  exclusively(file, (scratch) => {
    const before = readLock(file);
    const text = printLock(change(before));
    if (text === printLock(before)) return;
    replaceFile(file, text, join(scratch, "new"));
  });
}

function parseLock(text: string): Entries {
  if (/^(<{7}|>{7}) /m.test(text))
    throw new LookupError("", "It holds marks of a merge. Keep the entries of both sides and remove the marks.");
  const json = JSON.parse(text.replace(/^\uFEFF/, "")) ?? {};
  const { version, entries } = json;
  checkVersion(version, VERSION);
  const path = attributeAt([], "entries");
  if (!Array.isArray(entries)) throw wrongType(path, "a list", describe(entries));
  const read = new Map<string, Entry>();
  for (const [index, item] of entries.entries()) {
    const entry = readEntry(item, keyAt(path, index));
    const key = keyOf(entry.origin, entry.query);
    if (read.has(key))
      throw new LookupError("", `entries[${index}] answers a question that an entry before it answers.`);
    read.set(key, entry);
  }
  return read;
}
