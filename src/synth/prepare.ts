import type { IConstruct } from "constructs";
import { checkQuery } from "../lock/entry";
import type { ProviderBlock } from "../platforms/configuration";
import { MAX_ITEMS } from "../product/source";
import { keyOf, type Origin, type Query } from "../reader/query";
import { checkBlock, resolveOrigin, resolveTarget } from "../reader/target";
import { isProblem } from "../schema/problem";
import type { LookupRequest } from "./bridge";
import { Lookups } from "./lookups";

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
  const blocks = [...new Set(unanswered.map(({ from }) => from))];
  const requests = blocks.map((block) => {
    const ofBlock = unanswered.filter(({ from }) => from === block);
    return { request: requestFor(block, ofBlock), open: ofBlock };
  });
  return { lookups, asked, requests };
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
