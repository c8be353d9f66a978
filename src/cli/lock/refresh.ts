import { openLive } from "../../drift/live";
import type { Entry } from "../../lock/entry";
import { type Entries, readLock } from "../../lock/lock-file";
import { lookupPolicy } from "../../lock/policy";
import { type Refreshed, recordEntries } from "../../lock/refresh";
import type { Platform } from "../../platforms/platform";
import { unreadWarning } from "../../product/unread";
import { idOf, printQuery } from "../../reader/query";
import { printValue } from "../../schema/foreign-text";
import { detailOf, type ProblemData, plainProblem } from "../../schema/problem";
import { defineCommand } from "../command";
import { comparisonOptions } from "../drift";
import { FAILURE, FINE } from "../exit-code";
import { type Io, printJson, tell } from "../io";
import { platformNamed } from "../platform-option";
import { withProgress } from "../progress";
import { UsageError } from "../usage";
import { isChanged, printRefreshed } from "./changes";
import { lockFile, lockOptions, shown } from "./file";

const { verbose } = comparisonOptions;

/** Which entries: all of them, or those of a platform, or those named by product key or by the id that `lock show` prints. */
interface Wanted {
  readonly names: readonly string[];
  readonly platform: Platform | undefined;
}

export const lockRefresh = defineCommand({
  name: "refresh",
  summary: "read entries again and record what the platform says now",
  about: `Reads all entries again, or only those of a product key or an id of "lock show", and records what the platform says
now. An entry whose value is the same keeps the time at which it was first seen.`,
  options: { ...lockOptions, verbose },
  operands: "[KEY…]",
  example: ["for one product", "cdktf-connect lock refresh 8f7KmDED"],
  exitCodes: { 0: "recorded", 1: "something could not be read, or is another failure" },
  async run({ values, operands, json: asJson, paint }, io) {
    const file = lockFile(values.lock);
    const entries = chosen(readLock(file), { names: operands, platform: platformNamed(values.platform) }, file);
    const { answers, failures } = await read(entries, io);
    // What was answered is kept, even if something else failed.
    const refreshed = recordEntries(file, answers, { maxAge: lookupPolicy(io.environment).maxAge, onlyKnown: true });
    if (asJson) printJson(io, 1, plain(file, refreshed, failures));
    else io.stdout.write(printRefreshed(file, refreshed, { verbose: values.verbose, paint }));
    for (const [key, problem] of failures) {
      const { origin, query } = entries.get(key) as Entry;
      tell(io, `${printQuery(origin, query)} is as it was: ${problem.summary}: ${detailOf(problem)}\n`);
    }
    return failures.size > 0 ? FAILURE : FINE;
  },
});

async function read(entries: Entries, io: Io) {
  const live = openLive(io.environment, new AbortController().signal);
  const answers = new Map<string, Entry>();
  const failures = new Map<string, ProblemData>();
  await withProgress(io.stderr, (progress) => live.read([...entries.values()], progress)).finally(() => live.close());
  const fetchedAt = new Date().toISOString();
  for (const [key, entry] of entries) {
    const reply = live.reply(entry);
    if ("failed" in reply) failures.set(key, reply.failed);
    else {
      answers.set(key, { ...entry, value: reply.value, fetchedAt });
      if (reply.unread) tell(io, `${unreadWarning(reply.unread).message}\n`);
    }
  }
  return { answers, failures };
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

const plain = (
  file: string,
  refreshed: ReadonlyMap<string, Refreshed>,
  failures: ReadonlyMap<string, ProblemData>,
) => ({
  file,
  entries: [...refreshed].map(([key, entry]) => ({ id: idOf(key), changed: isChanged(entry) })),
  failed: [...failures].map(([key, problem]) => ({ id: idOf(key), ...plainProblem(problem) })),
});
