import { exclusively } from "../files/exclusive";
import { type OwnFile, readOwnFileIfAny, remarks } from "../files/own-file";
import { realPath } from "../files/real-path";
import { writeAtomically } from "../files/write";
import { keyOf } from "../reader/query";
import { attributeAt, keyAt } from "../schema/path";
import { isProblem, Problem } from "../schema/problem";
import { converted, exactly, listOf, members, mistake } from "../schema/shape";
import { sorted, stableText } from "../schema/stable-text";
import { type Entry, entryShape } from "./entry";

/** A change that older versions would misread raises it. */
const VERSION = 1;

/** The entries of a lock file by their key, in the order of the file. */
export type Entries = ReadonlyMap<string, Entry>;

/** What a lock file holds. */
interface Lock {
  readonly entries: Entries;
  /** `$schema` and `//`, which are kept */
  readonly remarks: object;
}

export const lockFile: OwnFile<Lock> = {
  version: VERSION,
  remedy: "Restore it from version control, or remove it and synthesize again.",
  shape: converted(
    members({ ...remarks, version: exactly(VERSION), entries: listOf(entryShape) }),
    ({ entries, version: _, ...remarks }, path, note) => {
      const read = new Map<string, Entry>();
      for (const [index, entry] of entries.entries()) {
        const key = keyOf(entry.origin, entry.query);
        if (read.has(key))
          note(mistake(keyAt(attributeAt(path, "entries"), index), "an earlier entry has the same origin and query."));
        read.set(key, entry);
      }
      return { entries: read, remarks };
    },
  ),
};

/** What the lock file holds; nothing when there is none. Throws a Problem of a file. */
export const readLock = (file: string): Entries => readAll(file).entries;

const readAll = (file: string): Lock => readOwnFileIfAny(file, lockFile)?.value ?? { entries: new Map(), remarks: {} };

/** The file's text: entries in one order, members in one order, so that the same facts are the same bytes. */
export function printLock(entries: Entries, remarks: object = {}): string {
  const inOrder = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => sorted(entry));
  return `${JSON.stringify({ ...remarks, version: VERSION, entries: inOrder }, null, 2)}\n`;
}

/**
 * Changes the lock file: `change` gets its present entries, also those of other processes, and returns the new ones. Readers see
 * the old file or the new one, never a part; nothing is written when nothing changed.
 */
export function updateLock(named: string, change: (entries: Entries) => Entries): void {
  const file = realPath(named);
  try {
    exclusively(file, (temporary) => {
      const { entries: before, remarks } = readAll(file);
      const after = change(before);
      if (!isSame(before, after)) writeAtomically(file, printLock(after, remarks), temporary);
    });
  } catch (error) {
    if (!isProblem(error, "file-unwritable")) throw error;
    throw error.with({ remedy: "To read without recording: CONNECT_LOOKUPS=live." });
  }
}

/** Whether the text would be the same, without printing it. */
const isSame = (before: Entries, after: Entries): boolean =>
  before.size === after.size &&
  [...after].every(([key, entry]) => {
    const old = before.get(key);
    return old === entry || (old !== undefined && stableText(old) === stableText(entry));
  });

const secretShape = /secret|token|passw|credential|(session|private|access|app)key/i;

/**
 * Throws Problem value-secret-shaped where any member, at any depth, is named like a secret: the lock file is committed, and nothing
 * of that kind belongs there.
 */
export function refuseSecrets(value: unknown, path: string): void {
  if (value === null || typeof value !== "object") return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value) && secretShape.test(name.replaceAll(/[-_ ]/g, "")))
      throw new Problem("value-secret-shaped", {
        reason: `${path}.${name} is named like a secret, and the lock file is meant to be committed.`,
        remedy: "Use CONNECT_LOOKUPS=live to read without recording.",
      });
    refuseSecrets(member, `${path}.${name}`);
  }
}
