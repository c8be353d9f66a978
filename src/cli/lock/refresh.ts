import { changesOf } from "../../drift/examine";
import { openLive } from "../../drift/live";
import { type Answer, type Entry, productsIn } from "../../lock/entry";
import { type Entries, readLock } from "../../lock/lock-file";
import { lookupPolicy } from "../../lock/policy";
import { type Refreshed, refreshEntries } from "../../lock/refresh";
import type { Platform } from "../../platforms/platform";
import type { Product } from "../../product/product";
import { idOf, printQuery } from "../../reader/query";
import { printValue } from "../../schema/foreign-text";
import { detailOf, type ProblemData, plainProblem } from "../../schema/problem";
import { FAILURE, FINE } from "../exit-code";
import { print, tell } from "../output";
import { showProgress } from "../progress";
import { UsageError } from "../usage";
import { shown } from "./file";

/** Which entries: all of them, or those of a platform, or those named by product key or by the id that `lock show` prints. */
export interface Wanted {
  readonly names: readonly string[];
  readonly platform: Platform | undefined;
}

/** `lock refresh`: reads entries again. */
export async function refreshLock(file: string, wanted: Wanted, asJson: boolean): Promise<number> {
  const entries = chosen(readLock(file), wanted, file);
  const live = openLive(process.env, new AbortController().signal);
  const answers = new Map<string, Answer>();
  const failures = new Map<string, ProblemData>();
  const { progress, end } = showProgress(process.stderr);
  try {
    await live.read([...entries.values()], progress);
    for (const [key, entry] of entries) {
      const reply = live.reply(entry);
      if ("failed" in reply) failures.set(key, reply.failed);
      else answers.set(key, reply.value);
    }
  } finally {
    end();
    await live.close();
  }
  // What was answered is kept, even if something else failed.
  const refreshed = refreshEntries(file, answers, lookupPolicy(process.env).maxAge);
  print(asJson ? json(file, refreshed, failures) : text(file, refreshed));
  for (const [key, problem] of failures) {
    const { origin, query } = entries.get(key) as Entry;
    tell(`${printQuery(origin, query)} is as it was: ${problem.summary}: ${detailOf(problem)}\n`);
  }
  return failures.size > 0 ? FAILURE : FINE;
}

function chosen(all: Entries, { names: wanted, platform }: Wanted, file: string): Entries {
  const entries = new Map([...all].filter(([, { origin }]) => !platform || origin.platform === platform.name));
  if (platform && entries.size === 0) throw new UsageError(`${shown(file)} has no entry of ${platform.title}`);
  if (wanted.length === 0) return entries;
  const names = ([key, { query }]: [string, Entry]) => [idOf(key), ...("product" in query ? [query.product] : [])];
  const known = new Set([...entries].flatMap(names));
  const stranger = wanted.find((name) => !known.has(name));
  if (stranger !== undefined)
    throw new UsageError(
      `${shown(file)} has no entry ${printValue(stranger)}${platform ? ` of ${platform.title}` : ""}: name product keys, or ids as "cdktf-connect lock show" prints them`,
    );
  return new Map([...entries].filter((entry) => names(entry).some((name) => wanted.includes(name))));
}

const isChanged = ({ before, after }: Refreshed): boolean => before !== after;

const json = (file: string, refreshed: ReadonlyMap<string, Refreshed>, failures: ReadonlyMap<string, ProblemData>) =>
  `${JSON.stringify(
    {
      version: 1,
      file,
      entries: [...refreshed].map(([key, entry]) => ({ id: idOf(key), changed: isChanged(entry) })),
      failed: [...failures].map(([key, problem]) => ({ id: idOf(key), ...plainProblem(problem) })),
    },
    null,
    2,
  )}\n`;

function text(file: string, refreshed: ReadonlyMap<string, Refreshed>): string {
  const changed = [...refreshed.values()].filter(isChanged);
  const lines = changed.flatMap((entry) => [
    `${printQuery(entry.after.origin, entry.after.query)}`,
    ...differences(entry),
  ]);
  return [...lines, `${shown(file)}: ${changed.length} of ${refreshed.size} entries changed`]
    .map((line) => `${line}\n`)
    .join("");
}

function differences({ before, after }: Refreshed): string[] {
  const [old, now] = [byKey(before.value), byKey(after.value)];
  const gone = [...old.keys()].filter((key) => !now.has(key)).map((key) => `  - product ${printValue(key)}`);
  const come = [...now.keys()].filter((key) => !old.has(key)).map((key) => `  + product ${printValue(key)}`);
  const changed = [...now].flatMap(([key, product]) =>
    changesOf(old.get(key) ?? {}, product, true).map(
      ({ attribute, expected, actual }) =>
        `  ~ ${"product" in after.query ? "" : `${key}: `}${attribute.join(".")}: ${printValue(expected)} → ${printValue(actual)}`,
    ),
  );
  const told = [...gone, ...come, ...changed];
  return told.length > 0 ? told : ["  same value, new time or order"];
}

const byKey = (value: Answer): Map<string, Product> =>
  new Map(productsIn(value).map((product) => [product.productKey ?? "", product]));
