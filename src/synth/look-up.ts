import type { IConstruct } from "constructs";
import { checkQuery } from "../lock/entry";
import type { ProviderBlock } from "../platforms/configuration";
import { MAX_ITEMS, tooManyProducts } from "../product/source";
import { keyOf, type Origin, type Query } from "../reader/query";
import { checkBlock, resolveOrigin, resolveTarget } from "../reader/target";
import { isProblem, type ProblemData, problemOf } from "../schema/problem";
import type { LookupRequest } from "./bridge";
import { askNow, askSoon } from "./bridge";
import { type Asked, type Found, Lookups } from "./lookups";
import { atSynth } from "./problem";

/** The parts of a provider block that can be used at synth time. */
export interface BlockAtSynth {
  readonly block: ProviderBlock;
  /** credentials that are tokens: at synth time they come from the environment */
  readonly tokens: readonly string[];
}

/** A look-up and its provider block. */
export interface LookUp {
  readonly query: Query;
  readonly orgId?: string;
  readonly maxItems?: number;
  readonly from: BlockAtSynth;
  /** the program can live without the product: its absence is an answer */
  readonly mayBeAbsent?: boolean;
  /** what else helps where the values are not recorded, or the platform cannot be read */
  readonly hint?: string;
}

/** What is remembered of an app: its answers, and where its provider blocks lead to, for finding that out takes a while. */
interface Memory {
  readonly lookups: Lookups;
  readonly origins: Map<string, Origin>;
}

/** By the app's root. */
const apps = new WeakMap<IConstruct, Memory>();

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

/** The answer that needs no platform; undefined where there is none. */
export function recordedAnswer(scope: IConstruct, wanted: LookUp): Found | undefined {
  if (standIns.has(scope.node.root)) return lookUpNow(scope, wanted);
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
  for (const { request, open } of requests) keepAll(lookups, open, askNow(request));
  const found = lookups.answer(asked[0] as Asked);
  if (found.value === null && wanted.mayBeAbsent) lookups.keepAbsent(asked[0] as Asked);
  return found;
}

/** Many reads at the same time, without blocking; a product that does not exist is an error for the construct that reads it later. */
export async function lookUpSoon(scope: IConstruct, wanted: readonly LookUp[]): Promise<void> {
  // A stand-in needs no time.
  if (standIns.has(scope.node.root)) return within(scope, () => wanted.forEach(checkLookUp));
  const { lookups, requests } = within(scope, () => prepare(scope, wanted));
  const replies = await Promise.all(requests.map(async ({ request, open }) => ({ open, all: await askSoon(request) })));
  within(scope, () => {
    for (const { open, all } of replies) keepAll(lookups, open, all);
  });
}

function memoryOf(scope: IConstruct): Memory {
  const { root } = scope.node;
  const memory = apps.get(root) ?? { lookups: new Lookups(), origins: new Map() };
  apps.set(root, memory);
  return memory;
}

/** The open queries, in one request for each provider block. */
function prepare(scope: IConstruct, wanted: readonly LookUp[]) {
  const { lookups, origins } = memoryOf(scope);
  const asked = wanted.map((one) => ({ ...one, origin: originOfLookUp(one, origins) }));
  const open = new Set(lookups.unanswered(asked).map(({ origin, query }) => keyOf(origin, query)));
  const unanswered = asked.filter(({ origin, query }) => open.delete(keyOf(origin, query)));
  const blocks = [...new Set(unanswered.map(({ from }) => from))];
  const requests = blocks.map((block) => {
    const ofBlock = unanswered.filter(({ from }) => from === block);
    return { request: requestFor(block, ofBlock), open: ofBlock };
  });
  return { lookups, asked, requests };
}

/** What is wrong with a look-up wherever its answer comes from. */
function checkLookUp({ query, from: { block } }: LookUp): void {
  checkQuery(query);
  checkBlock(block);
}

function originOfLookUp({ query, from: { block }, orgId }: LookUp, known: Map<string, Origin>): Origin {
  checkQuery(query);
  const text = JSON.stringify(block);
  const origin = known.get(text) ?? originOfBlock(block);
  known.set(text, origin);
  return orgId === undefined ? origin : { ...origin, orgId };
}

function originOfBlock(block: ProviderBlock): Origin {
  checkBlock(block);
  return resolveOrigin(block, process.env);
}

function requestFor(from: BlockAtSynth, wanted: readonly LookUp[]): LookupRequest {
  const { platform, ...target } = resolveAtSynth(from);
  const questions = wanted.map(({ query, orgId = null, maxItems = MAX_ITEMS, mayBeAbsent = false }) => ({
    query,
    orgId,
    maxItems,
    hints: !mayBeAbsent,
  }));
  return { ...target, platform: platform.name, questions };
}

function resolveAtSynth({ block, tokens }: BlockAtSynth) {
  try {
    return resolveTarget(block, process.env);
  } catch (error) {
    if (tokens.length === 0 || !isProblem(error)) throw error;
    const hint = `${tokens.join(", ")} of the provider construct is a token, known only to Terraform: at synth time the environment must have it.`;
    throw error.with({ remedy: `${error.remedy}\n${hint}` });
  }
}

function keepAll(lookups: Lookups, open: readonly Asked[], replies: ReturnType<typeof askNow>): void {
  // What was answered is kept, even if something else failed.
  const failed = open.flatMap((asked, index) => {
    const reply = replies[index] ?? replies[0];
    if (reply === undefined || "failed" in reply) return reply === undefined ? [] : [{ asked, reply }];
    lookups.keep(asked, reply);
    return [];
  });
  for (const { asked, reply } of failed) lookups.keep(asked, reply);
}

/** Adds the construct to a problem. */
function within<T>(scope: IConstruct, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isProblem(error) ? atSynth(error, scope.node.path) : error;
  }
}
