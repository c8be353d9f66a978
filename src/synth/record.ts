import { existsSync } from "node:fs";
import { type Entry, latest } from "../lock/entry";
import { type Entries, refuseSecrets, updateLock } from "../lock/lock-file";
import { lockFilesBeside } from "../lock/lock-location";
import { keyOf, printQuery } from "../reader/query";
import { oneLine } from "../schema/foreign-text";
import { stableText } from "../schema/stable-text";

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

const writeInTheEnd = (): void => inTheEnd(writeRecorded);

/** Nothing catches what it throws: the program has its values and continues, but must not end with exit code 0. */
function inTheEnd(write: () => void): void {
  try {
    write();
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
  for (const [file, fresh] of files) {
    const isNew = !existsSync(file);
    updateLock(file, (entries) => merge(entries, fresh));
    if (isNew) tellOfOthers(file);
  }
}

/** A second lock file is easily made, by a program that runs in another directory, and hard to notice. */
function tellOfOthers(file: string): void {
  const others = lockFilesBeside(file);
  if (others.length === 0) return;
  const named = oneLine(others.slice(0, 3).join(", "));
  process.stderr.write(`cdktf-connect: ${oneLine(file)} is new; below it there is ${named}, which it does not use\n`);
}

function merge(entries: Entries, fresh: ReadonlyMap<string, Fresh>): Entries {
  const merged = new Map(entries);
  for (const [key, { entry, renew }] of fresh) merged.set(key, latest(entries.get(key), entry, renew));
  return merged;
}

/** What programs asked for under CONNECT_LOOKUPS=prune, by lock file. */
const wanted = new Map<string, Set<string>>();

/**
 * Has everything else removed from a lock file when the process ends well, except for entries of origins that the program did not
 * ask: one file holds development and production, and a synth is about one of them.
 */
export function keepOnly(file: string, keys: readonly string[]): void {
  if (wanted.size === 0) process.once("exit", prune);
  const ofFile = wanted.get(file) ?? new Set();
  wanted.set(file, ofFile);
  for (const key of keys) ofFile.add(key);
}

function prune(exitCode: number): void {
  // A program that fails half way has asked for less than it needs.
  if (exitCode !== 0) return;
  inTheEnd(() => {
    writeRecorded();
    for (const [file, keys] of wanted) updateLock(file, (entries) => pruned(entries, keys));
  });
}

function pruned(entries: Entries, keys: ReadonlySet<string>): Entries {
  const visited = new Set([...keys].map((key) => stableText(JSON.parse(key).origin)));
  const kept = new Map(entries);
  for (const [key, { origin, query }] of entries) {
    if (keys.has(key) || !visited.has(stableText(origin))) continue;
    kept.delete(key);
    process.stderr.write(`cdktf-connect: removed ${printQuery(origin, query)}\n`);
  }
  return kept;
}
