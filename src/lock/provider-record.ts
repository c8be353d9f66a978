import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Asked, ProductRecord, Recorded } from "../product/record";
import { tooManyProducts } from "../product/source";
import {
  idOf,
  keyOf,
  type Origin,
  printAsked,
  printOrigin,
  printQuery,
  productsQuery,
  type Query,
} from "../reader/query";
import { count } from "../schema/count";
import { oneLine } from "../schema/foreign-text";
import { once } from "../schema/once";
import { orProblem } from "../schema/or-problem";
import { isProblem, Problem, type ProblemParts } from "../schema/problem";
import { stableText } from "../schema/stable-text";
import { addCommand, refreshCommand } from "./commands";
import { type Entry, isComplete } from "./entry";
import { type Entries, readLock } from "./lock-file";
import { LOCK_FILE } from "./lock-location";
import { ageInDays, isOlder } from "./policy";

/** Where the values are recorded, and of which platform they must be. */
export interface RecordSettings {
  /** null: beside the configuration */
  readonly file: string | null;
  /** days; null: no limit */
  readonly maxAge: number | null;
  readonly origin: Origin;
}

/** Why nothing recorded can stand in, and what helps while the platform can be read. */
type Gap = Pick<ProblemParts, "reason" | "remedy">;

/** Reads nothing yet. */
export function openRecord({ file: named, maxAge, origin }: RecordSettings): ProductRecord {
  const file = resolve(named ?? LOCK_FILE);
  const read = rereadable(file);

  const find = (wanted: Asked): Entry | Gap => {
    const query = queryOf(wanted);
    const asked = wanted.orgId === null ? origin : { ...origin, orgId: wanted.orgId };
    const add = `To record it while the platform can be read: ${addCommand(query, named)}`;
    if (!existsSync(file)) return { reason: `There is no file ${file}.`, remedy: add };
    const { entries, originsOf } = read();
    const key = keyOf(asked, query);
    const entry = entries.get(key);
    const refresh = `To renew it while the platform can be read: ${refreshCommand([idOf(key)], maxAge, named)}`;
    if (entry === undefined) return { reason: missing(file, asked, query, originsOf(query)), remedy: add };
    if (entry.value === null)
      return {
        reason: `${file} records that ${printQuery(asked, query)} did not exist at ${entry.fetchedAt}.`,
        remedy: refresh,
      };
    if (isOlder(entry, maxAge))
      return {
        reason: `${file} has ${printQuery(asked, query)} of ${entry.fetchedAt}, ${count(ageInDays(entry), "day")} ago, and record_max_age allows ${maxAge}.`,
        remedy: refresh,
      };
    if (!isComplete(entry))
      return {
        reason: `${file} has ${printQuery(asked, query)} of a version that knew fewer attributes.`,
        remedy: refresh,
      };
    return entry;
  };

  const found = (wanted: Asked): Entry | Gap => {
    const result = orProblem(() => find(wanted));
    return isProblem(result) ? { reason: result.message, remedy: "" } : result;
  };

  return {
    answerTo(wanted, failure) {
      const entry = found(wanted);
      if ("reason" in entry)
        throw failure.with({
          reason: `${failure.reason} Nothing that is recorded can be used instead: ${entry.reason}`,
          remedy: [failure.remedy, entry.remedy].filter((text) => text !== "").join("\n"),
        });
      const value = entry.value as Recorded["value"];
      if ("products" in wanted && Array.isArray(value) && value.length > wanted.products.maxItems)
        throw tooManyProducts(value.length, wanted.products.maxItems);
      return { value, recordedAt: entry.fetchedAt, warning: used(file, entry, failure) };
    },
    gapAt(wanted) {
      const entry = found(wanted);
      if (!("reason" in entry)) return undefined;
      return new Problem("value-not-recorded", {
        reason: `Nothing is recorded that could be used while the platform cannot be reached (on_unavailable = "recorded"). ${entry.reason}`,
        remedy: entry.remedy,
      });
    },
  };
}

const queryOf = (wanted: Asked): Query => {
  if ("productKey" in wanted) return { product: wanted.productKey };
  const { where, expression, details } = wanted.products;
  return productsQuery({ where, expression: expression ?? undefined, details });
};

/** What a file has, and where a question was answered. */
interface Content {
  readonly entries: Entries;
  originsOf(query: Query): readonly Origin[];
}

/** A process that is debugged serves several plans. */
function rereadable(file: string): () => Content {
  let read: (Content & { readonly state: string }) | undefined;
  return () => {
    const { mtimeMs, size, ino } = statSync(file);
    const state = `${mtimeMs} ${size} ${ino}`;
    if (read?.state !== state) read = { state, ...contentOf(readLock(file)) };
    return read;
  };
}

function contentOf(entries: Entries): Content {
  // A plan may ask this of a thousand data sources.
  const origins = once(() => {
    const byQuery = new Map<string, Origin[]>();
    for (const { origin, query } of entries.values()) {
      const known = byQuery.get(stableText(query));
      if (known) known.push(origin);
      else byQuery.set(stableText(query), [origin]);
    }
    return byQuery;
  });
  return { entries, originsOf: (query) => origins().get(stableText(query)) ?? [] };
}

/** Says where else the same question was answered, which is what happens where environments are mixed up. */
function missing(file: string, origin: Origin, query: Query, others: readonly Origin[]): string {
  const elsewhere = others.slice(0, 3).map(printOrigin);
  return `${file} has no entry for ${printQuery(origin, query)}${elsewhere.length > 0 ? `, but one of ${elsewhere.join(" and of ")}` : ""}.`;
}

const used = (file: string, { query, fetchedAt, origin }: Entry, { summary }: Problem): Problem =>
  new Problem("recorded-value-used", {
    reason: oneLine(
      `${printOrigin(origin)}: ${summary}. Instead of what the platform has now, ${printAsked(query)} is as ${file} records it, known since ${fetchedAt}.`,
    ),
  });
