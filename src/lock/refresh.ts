import { type Answer, type Entry, latest } from "./entry";
import { refuseSecrets, updateLock } from "./lock-file";
import { isOlder } from "./policy";

/** What an entry was and is. */
export interface Refreshed {
  readonly before: Entry;
  readonly after: Entry;
}

/**
 * Writes fresh answers into entries of a lock file, by their keys, and leaves every other entry as it is. An unchanged value keeps
 * the time it was first seen, unless it is older than `maxAge` days. Throws for what looks like a secret.
 */
export function refreshEntries(
  file: string,
  answers: ReadonlyMap<string, Answer>,
  maxAge: number | null,
): Map<string, Refreshed> {
  const refreshed = new Map<string, Refreshed>();
  updateLock(file, (entries) => {
    const updated = new Map(entries);
    for (const [key, value] of answers) {
      const before = entries.get(key);
      if (before === undefined) continue; // Removed in the meantime.
      const fresh = { ...before, value, fetchedAt: new Date().toISOString() };
      const after = latest(before, fresh, isOlder(before, maxAge));
      refuseSecrets(after, "entry");
      updated.set(key, after);
      refreshed.set(key, { before, after });
    }
    return updated;
  });
  return refreshed;
}
