import type { IConstruct } from "constructs";
import { checkQuery } from "../lock/entry";
import type { ProviderBlock } from "../platforms/configuration";
import { MAX_ITEMS } from "../product/source";
import { keyOf, type Origin, type Query } from "../reader/query";
import { checkBlock, resolveOrigin, resolveTarget } from "../reader/target";
import { orProblem } from "../schema/or-problem";
import { isProblem, type Problem } from "../schema/problem";
import type { LookupRequest, Reply } from "./bridge";
import { type Asked, Lookups } from "./lookups";

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

export function memoryOf(scope: IConstruct): Memory {
  const { root } = scope.node;
  const memory = apps.get(root) ?? { lookups: new Lookups(), origins: new Map() };
  apps.set(root, memory);
  return memory;
}

/** What must be read, in one request for each provider block. Throws Problem for what may not. */
export function prepare(scope: IConstruct, wanted: readonly LookUp[]) {
  const { lookups, origins } = memoryOf(scope);
  const asked = wanted.map((one) => ({ ...one, origin: originOfLookUp(one, origins) }));
  const open = new Set(lookups.unanswered(asked).map(({ origin, query }) => keyOf(origin, query)));
  const unanswered = asked.filter(({ origin, query }) => open.delete(keyOf(origin, query)));
  // Each construct has a copy of its block.
  const blocks = new Map<string, typeof unanswered>();
  for (const one of unanswered) {
    const block = JSON.stringify(one.from);
    const ofBlock = blocks.get(block);
    if (ofBlock) ofBlock.push(one);
    else blocks.set(block, [one]);
  }
  const requests = [...blocks.values()].map((open) => ({ request: requestFor(open), open }));
  return { lookups, asked, requests };
}

/** Keeps what was answered, even if something else failed. Returns what failed. */
export function keepAll<A extends Asked>(
  lookups: Lookups,
  open: readonly A[],
  replies: readonly Reply[],
): [asked: A, problem: Problem][] {
  return open.flatMap((asked, index) => {
    const reply = replies[index] ?? replies[0];
    const kept = reply && orProblem(() => lookups.keep(asked, reply));
    return isProblem(kept) ? [[asked, kept] as [A, Problem]] : [];
  });
}

/** Throws Problem for what is wrong with a look-up wherever its answer comes from. */
export function checkLookUp({ query, from: { block } }: LookUp): void {
  checkQuery(query);
  checkBlock(block);
}

export function originOfLookUp({ query, from: { block }, orgId }: LookUp, known: Map<string, Origin>): Origin {
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

/** Of look-ups with the same block. */
function requestFor(wanted: readonly LookUp[]): LookupRequest {
  const { platform, ...target } = resolveAtSynth((wanted[0] as LookUp).from);
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
