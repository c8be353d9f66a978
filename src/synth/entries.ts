import type { IConstruct } from "constructs";
import type { Entry } from "../lock/entry";
import { keyOf } from "../reader/query";
import { orProblem } from "../schema/or-problem";
import { isProblem, type Problem, problemOf } from "../schema/problem";
import { askNow } from "./bridge";
import { hasStandIn } from "./look-up";
import type { Asked } from "./lookups";
import { keepAll, type LookUp, memoryOf, originOfLookUp, prepare } from "./prepare";

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
  for (const one of wanted) {
    const origin = orProblem(() => originOfLookUp(one, origins));
    if (isProblem(origin)) failures.set(one, origin);
    else asked.set(one, { origin, query: one.query });
  }
  const open = [...asked].filter(([, each]) => lookups.recalled(each) === undefined).map(([one]) => one);
  const unread = mayRead ? readAll(scope, open) : () => undefined;
  for (const [one, each] of asked) {
    const entry = lookups.entryFor(each);
    const problem = lookups.answer(each)?.absent ?? unread(each);
    if (entry) entries.set(keyOf(each.origin, each.query), entry);
    else if (problem) failures.set(one, problemOf(problem));
  }
  return { entries, failures };
}

/** Reads what is open; returns why something could not be read. */
function readAll(scope: IConstruct, open: readonly LookUp[]): (asked: Asked) => Problem | undefined {
  const prepared = orProblem(() => prepare(scope, open));
  // Nothing may be read, or nothing can.
  if (isProblem(prepared)) return () => prepared;
  const { lookups, requests } = prepared;
  const failed = requests.flatMap(({ request, open: ofRequest }) => keepAll(lookups, ofRequest, askNow(request)));
  const problems = new Map(failed.map(([{ origin, query }, problem]) => [keyOf(origin, query), problem]));
  return ({ origin, query }) => problems.get(keyOf(origin, query));
}
