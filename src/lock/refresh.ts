import { type Entry, latest } from "./entry";
import { refuseSecrets, updateLock } from "./lock-file";
import { isOlder } from "./policy";

/** What an entry was and is. */
export interface Refreshed {
  /** undefined: it is new */
  readonly before: Entry | undefined;
  readonly after: Entry;
}

/**
 * Writes fresh entries into a lock file, by their keys, and leaves every other entry as it is. An unchanged value keeps the time it
 * was first seen, unless it is older than `maxAge` days. Throws for what looks like a secret.
 */
export function recordEntries(
  file: string,
  fresh: ReadonlyMap<string, Entry>,
  { maxAge, onlyKnown }: { readonly maxAge: number | null; readonly onlyKnown: boolean },
): Map<string, Refreshed> {
  const refreshed = new Map<string, Refreshed>();
  updateLock(file, (entries) => {
    const updated = new Map(entries);
    for (const [key, entry] of fresh) {
      const before = entries.get(key);
      if (before === undefined && onlyKnown) continue; // Removed in the meantime.
      const after = latest(before, entry, before !== undefined && isOlder(before, maxAge));
      refuseSecrets(after, "entry");
      updated.set(key, after);
      refreshed.set(key, { before, after });
    }
    return updated;
  });
  return refreshed;
}
