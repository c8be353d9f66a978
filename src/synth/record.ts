import { type Entry, latest } from "../lock/entry";
import { type Entries, refuseSecrets, updateLock } from "../lock/lock-file";
import { keyOf } from "../reader/query";

interface Fresh {
  readonly entry: Entry;
  /** the recorded one was too old: the time counts, even if the value is the same */
  readonly renew: boolean;
}

/** Not yet written, by file: a program that looks up a thousand products in a row writes its lock file once. */
const pending = new Map<string, Map<string, Fresh>>();

/** Takes an answer into the lock file, at the latest when the process ends. Throws for what looks like a secret. */
export function record(file: string, entry: Entry, renew: boolean): void {
  refuseSecrets(entry, "entry");
  if (pending.size === 0) {
    // Whichever comes first: a program that ends by an error never gets to its next turn.
    setImmediate(writeInTheEnd);
    process.once("exit", writeInTheEnd);
  }
  const ofFile = pending.get(file) ?? new Map<string, Fresh>();
  pending.set(file, ofFile.set(keyOf(entry.origin, entry.query), { entry, renew }));
}

/** Nothing catches what it throws: the program has its values and continues, but must not end with exit code 0. */
function writeInTheEnd(): void {
  try {
    writeRecorded();
  } catch (error) {
    process.stderr.write(`cdktf-connect: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

/** Writes what is recorded now. */
export function writeRecorded(): void {
  process.off("exit", writeInTheEnd);
  const files = [...pending];
  pending.clear();
  for (const [file, fresh] of files) updateLock(file, (entries) => merge(entries, fresh));
}

function merge(entries: Entries, fresh: ReadonlyMap<string, Fresh>): Entries {
  const merged = new Map(entries);
  for (const [key, { entry, renew }] of fresh) merged.set(key, latest(entries.get(key), entry, renew));
  return merged;
}
