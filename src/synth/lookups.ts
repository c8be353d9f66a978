import { dirname, join } from "node:path";
import { refreshCommand, synthCommand } from "../lock/commands";
import { type Answer, type Entry, isComplete, latest } from "../lock/entry";
import { type Entries, readLock } from "../lock/lock-file";
import { lockFileFor, lockFilesBeside, programDirectory } from "../lock/lock-location";
import { ageInDays, isOlder, type LookupPolicy, lookupPolicy } from "../lock/policy";
import type { Environment } from "../platforms/platform";
import type { Unread } from "../product/unread";
import { idOf, keyOf, type Origin, printQuery, type Query } from "../reader/query";
import { oneLine } from "../schema/foreign-text";
import { Problem, type ProblemData, problemOf } from "../schema/problem";
import type { Reply } from "./bridge";
import { keepOnly, record, writeRecorded } from "./record";

/** A question with its origin. */
export interface Asked {
  readonly origin: Origin;
  readonly query: Query;
}

/** An answer with, where there is no product, what is wrong with the key. */
export interface Found {
  readonly value: Answer;
  readonly absent?: ProblemData;
  /** attributes of a list that the platform sent in a form that cannot be read: they are null; the lock file does not say why */
  readonly unread?: readonly Unread[];
}

/** The answers of one app: remembered, taken from the lock file, and put into it. */
export class Lookups {
  private readonly policy: LookupPolicy;
  private readonly file: string;
  private readonly recorded: Entries;
  private readonly memo = new Map<string, Found>();
  /** what stands or will stand in the lock file of that; in the mode `live` too, where it does not */
  private readonly entries = new Map<string, Entry>();

  constructor(environment: Environment = process.env, directory = programDirectory(process.cwd())) {
    this.policy = lookupPolicy(environment);
    this.file = lockFileFor(directory);
    // Another app of this process may have answers on their way into the file.
    writeRecorded();
    this.recorded = this.policy.mode === "live" ? new Map() : readLock(this.file);
  }

  /** What must be read from the platform; throws for what may not. */
  unanswered(questions: readonly Asked[]): Asked[] {
    const open = new Map(questions.map((asked) => [keyOf(asked.origin, asked.query), asked]));
    if (this.policy.mode === "prune") keepOnly(this.file, [...open.keys()]);
    const missing: string[] = [];
    const outdated: string[] = [];
    for (const [key, asked] of open) {
      const unusable = this.memo.has(key) ? "" : this.recall(key);
      if (this.memo.has(key)) open.delete(key);
      else missing.push(`  - ${printQuery(asked.origin, asked.query)}${unusable}`);
      if (unusable !== "") outdated.push(idOf(key));
    }
    if (this.policy.mode === "locked" && missing.length > 0) throw this.notRecorded(missing, outdated);
    return [...open.values()];
  }

  /** The answer to a question that was asked. */
  answer({ origin, query }: Asked): Found {
    return this.memo.get(keyOf(origin, query)) as Found;
  }

  /** The same as an entry of a lock file; undefined where there is no product, or no answer yet. */
  entryFor({ origin, query }: Asked): Entry | undefined {
    return this.entries.get(keyOf(origin, query));
  }

  /** The answer to a question if it is known already, without the platform. */
  recalled({ origin, query }: Asked): Found | undefined {
    const key = keyOf(origin, query);
    if (this.policy.mode === "prune") keepOnly(this.file, [key]);
    if (!this.memo.has(key)) this.recall(key);
    return this.memo.get(key);
  }

  /** Remembers what the platform said. */
  keep(asked: Asked, reply: Reply): void {
    if ("failed" in reply) throw problemOf(reply.failed);
    this.memo.set(keyOf(asked.origin, asked.query), reply);
    // That there is no such product is worth recording only for a program that can live with it: see `keepAbsent`.
    if (reply.value !== null) this.record(asked, reply.value);
  }

  /** Records that there is no such product. */
  keepAbsent(asked: Asked): void {
    const known = this.recorded.get(keyOf(asked.origin, asked.query));
    if (this.policy.mode === "refresh" || known?.value !== null) this.record(asked, null);
  }

  private record({ origin, query }: Asked, value: Answer): void {
    const key = keyOf(origin, query);
    const old = this.recorded.get(key);
    const entry = { origin, query, fetchedAt: new Date().toISOString(), value };
    const renew = old !== undefined && isOlder(old, this.policy.maxAge);
    if (value !== null) this.entries.set(key, latest(old, entry, renew));
    if (this.policy.mode !== "live" && this.policy.mode !== "locked") record(this.file, entry, renew);
  }

  /** Takes a recorded answer into the memo; otherwise says why not, as the end of a line. */
  private recall(key: string): string {
    const entry = this.policy.mode === "refresh" ? undefined : this.recorded.get(key);
    if (entry === undefined) return "";
    if (isOlder(entry, this.policy.maxAge))
      return `: recorded ${ageInDays(entry)} days ago, CONNECT_LOOKUPS_MAX_AGE allows ${this.policy.maxAge}`;
    if (!isComplete(entry)) return ": recorded by a version that knew fewer attributes";
    const absent = entry.value === null ? this.recordedAbsence(entry) : undefined;
    this.memo.set(key, { value: entry.value, ...(absent && { absent }) });
    if (entry.value !== null) this.entries.set(key, entry);
    return "";
  }

  private recordedAbsence({ origin, query, fetchedAt }: Entry): Problem {
    return new Problem("product-not-found", {
      reason: `${this.file} records that ${printQuery(origin, query)} did not exist at ${fetchedAt}.`,
      remedy: `To read it again: ${refreshCommand([idOf(keyOf(origin, query))])}`,
    });
  }

  private notRecorded(missing: readonly string[], outdated: readonly string[]): Problem {
    const { maxAge } = this.policy;
    // What is not recorded at all only the program can ask for.
    const run = missing.length > outdated.length ? synthCommand("auto", maxAge) : refreshCommand(outdated, maxAge);
    return new Problem("value-not-recorded", {
      reason: `${this.file} has no usable entry for\n${missing.join("\n")}\nand nothing is read from the platform here (CONNECT_LOOKUPS=locked, the default where CI is set).`,
      remedy: `${otherFiles(this.file)}Run this where the platform can be read, and commit the file:\n  ${run}`,
    });
  }
}

/** The way out where the program runs in the wrong directory. */
function otherFiles(file: string): string {
  const [other, ...more] = lockFilesBeside(file);
  if (other === undefined) return "";
  const rest = more.length === 0 ? "" : `, and ${more.length} more`;
  return `There is also ${oneLine(join(dirname(file), other))}${rest}: if the program belongs to that one, run it in its directory. `;
}
