import type { IConstruct } from "constructs";
import type { Entry } from "../lock/entry";
import { keyOf } from "../reader/query";
import { isProblem, type Problem, problemOf } from "../schema/problem";
import { askNow } from "./bridge";
import { hasStandIn } from "./look-up";
import type { Asked } from "./lookups";
import { type LookUp, memoryOf, originOfLookUp, prepare } from "./prepare";

/** Answers as entries of a lock file, and why there is none to the other look-ups. */
export interface Entered {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly failures: ReadonlyMap<LookUp, Problem>;
}

/**
 * The answers to several look-ups, blocking until they are there. What is not recorded is read, if `mayRead`. Nothing where something
 * else answers the look-ups of the app: its products are on no platform.
 */
export function entriesFor(scope: IConstruct, wanted: readonly LookUp[], mayRead: boolean): Entered {
  const entries = new Map<string, Entry>();
  const failures = new Map<LookUp, Problem>();
  if (wanted.length === 0 || hasStandIn(scope)) return { entries, failures };
  const { lookups, origins } = memoryOf(scope);
  const asked = new Map<LookUp, Asked>();
  for (const one of wanted)
    attempt(
      () => asked.set(one, { origin: originOfLookUp(one, origins), query: one.query }),
      (problem) => failures.set(one, problem),
    );
  const open = [...asked].filter(([, each]) => lookups.recalled(each) === undefined);
  const read = mayRead
    ? readAll(
        scope,
        open.map(([one]) => one),
      )
    : new Map<string, Problem>();
  for (const [one, each] of asked) {
    const [key, entry] = [keyOf(each.origin, each.query), lookups.entryFor(each)];
    const problem = read.get(key) ?? lookups.answer(each)?.absent;
    if (entry) entries.set(key, entry);
    else if (problem) failures.set(one, problemOf(problem));
  }
  return { entries, failures };
}

/** What could not be read, by key. */
function readAll(scope: IConstruct, open: readonly LookUp[]): Map<string, Problem> {
  const problems = new Map<string, Problem>();
  const { lookups, origins } = memoryOf(scope);
  attempt(
    () => {
      for (const { request, open: ofRequest } of prepare(scope, open).requests) {
        const replies = askNow(request);
        for (const [index, each] of ofRequest.entries()) {
          const reply = replies[index] ?? replies[0];
          if (reply === undefined) continue;
          attempt(
            () => lookups.keep(each, reply),
            (problem) => problems.set(keyOf(each.origin, each.query), problem),
          );
        }
      }
    },
    (problem) => {
      for (const one of open) problems.set(keyOf(originOfLookUp(one, origins), one.query), problem);
    },
  );
  return problems;
}

function attempt(work: () => unknown, failed: (problem: Problem) => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isProblem(error)) throw error;
    failed(error);
  }
}
