import type { IConstruct } from "constructs";
import { MAX_ITEMS, tooManyProducts } from "../product/source";
import { isProblem, type ProblemData, problemOf } from "../schema/problem";
import { askNow, askSoon } from "./bridge";
import type { Asked, Found } from "./lookups";
import { checkLookUp, keepAll, type LookUp, memoryOf, originOfLookUp, prepare } from "./prepare";
import { atSynth } from "./problem";

export type { BlockAtSynth, LookUp } from "./prepare";

/** Answers the look-ups of an app instead of a platform. */
export type StandIn = (wanted: LookUp) => Found;

/** By the app's root. */
const standIns = new WeakMap<IConstruct, StandIn>();

/** From now on, no look-up of the app reads a platform or the lock file. */
export const answerInstead = (scope: IConstruct, standIn: StandIn): unknown => standIns.set(scope.node.root, standIn);

/** One answer, blocking until it is there. */
export function lookUpNow(scope: IConstruct, wanted: LookUp): Found {
  return within(scope, () => {
    const standIn = standIns.get(scope.node.root);
    if (standIn) checkLookUp(wanted);
    const found = standIn ? standIn(wanted) : hinting(wanted, () => read(scope, wanted));
    const { maxItems = MAX_ITEMS, mayBeAbsent } = wanted;
    if (Array.isArray(found.value) && found.value.length > maxItems)
      throw tooManyProducts(found.value.length, maxItems);
    if (found.value === null && !mayBeAbsent) throw problemOf(found.absent as ProblemData);
    return found;
  });
}

/** Whether something else answers the look-ups of the app. */
export const hasStandIn = (scope: IConstruct): boolean => standIns.has(scope.node.root);

/** The answer that needs no platform; undefined where there is none. */
export function recordedAnswer(scope: IConstruct, wanted: LookUp): Found | undefined {
  if (hasStandIn(scope)) return lookUpNow(scope, wanted);
  try {
    const { lookups, origins } = memoryOf(scope);
    const found = lookups.recalled({ ...wanted, origin: originOfLookUp(wanted, origins) });
    return found?.value === null && !wanted.mayBeAbsent ? undefined : found;
  } catch (error) {
    // The settings that lead to its origin may be missing, too.
    if (isProblem(error)) return undefined;
    throw error;
  }
}

/** What is wrong with the look-up itself, or what the platform said about it: the hint is not about that. */
const answered = [
  "invalid-value",
  "wrong-type",
  "required-value-null",
  "filter-unusable",
  "too-many-products",
] as const;

function hinting<T>({ hint }: LookUp, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const helps = isProblem(error) && !answered.some((code) => code === error.code);
    if (hint === undefined || !helps) throw error;
    throw error.with({ remedy: [error.remedy, hint].filter((text) => text !== "").join("\n") });
  }
}

function read(scope: IConstruct, wanted: LookUp): Found {
  const { lookups, asked, requests } = prepare(scope, [wanted]);
  throwFirst(requests.flatMap(({ request, open }) => keepAll(lookups, open, askNow(request))));
  const found = lookups.answer(asked[0] as Asked);
  if (found.value === null && wanted.mayBeAbsent) lookups.keepAbsent(asked[0] as Asked);
  return found;
}

/** Many reads at the same time, without blocking; a product that does not exist is an error for the construct that reads it later. */
export async function lookUpSoon(scope: IConstruct, wanted: readonly LookUp[]): Promise<void> {
  // A stand-in needs no time.
  if (hasStandIn(scope)) return within(scope, () => wanted.forEach(checkLookUp));
  const { lookups, requests } = within(scope, () => prepare(scope, wanted));
  const replies = await Promise.all(requests.map(async ({ request, open }) => ({ open, all: await askSoon(request) })));
  within(scope, () => {
    throwFirst(replies.flatMap(({ open, all }) => keepAll(lookups, open, all)));
  });
}

function throwFirst([first]: ReturnType<typeof keepAll>): void {
  if (first) throw first[1];
}

/** Adds the construct to a problem. */
function within<T>(scope: IConstruct, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isProblem(error) ? atSynth(error, scope.node.path) : error;
  }
}
