import { variableName } from "../platforms/configuration";
import type { Product } from "../product/product";
import { MAX_ITEMS } from "../product/source";
import type { Unread } from "../product/unread";
import { openReader } from "../reader/ask";
import type { Progress } from "../reader/progress";
import type { Origin, ProductsQuery } from "../reader/query";
import { originOf, type Target } from "../reader/target";
import type { Attribute } from "../schema/attribute";
import type { Problem } from "../schema/problem";
import type { Comparison } from "./page/content";

/** The result of one read of a platform. */
export interface Inventory {
  /** of the platform, for people */
  readonly title: string;
  readonly origin: Origin;
  /** the environment variables that lead to the same origin; no credentials */
  readonly variables: Readonly<Record<string, string>>;
  readonly query: { readonly products: ProductsQuery };
  /** by key */
  readonly products: readonly Product[];
  /** attributes that are null because they cannot be read */
  readonly unread?: readonly Unread[];
  /** with the files that a page shows differences from */
  readonly comparisons?: readonly Comparison[];
}

/** Reads all products that match, with all their details. Throws Problem. */
export async function readInventory(
  target: Target,
  query: Inventory["query"],
  progress?: Progress,
): Promise<Inventory> {
  const reader = openReader("bootstrap");
  try {
    const [answer] = await reader.ask([{ target, query }], { progress });
    if (answer === undefined || "failed" in answer) throw explained(answer?.failed);
    return {
      title: target.platform.title,
      origin: originOf(target),
      variables: variablesTo(target),
      query,
      ...(answer.unread && { unread: answer.unread }),
      products: [...(answer.value as readonly Product[])].sort(byKey),
    };
  } finally {
    await reader.close();
  }
}

const explained = (problem: Problem | undefined): Problem | undefined =>
  problem?.code === "too-many-products" ? problem.with(tooMany(problem.facts.found)) : problem;

const tooMany = (found = 0) => ({
  reason: `${found} products match, and bootstrap writes at most ${MAX_ITEMS}.`,
  remedy: "Select fewer with --where or --expression.",
});

const byKey = (a: Product, b: Product): number => ((a.productKey ?? "") < (b.productKey ?? "") ? -1 : 1);

/** The environment variables that lead to the same origin: of settings that stand for each other, the first one that is set. */
export function variablesTo({ platform, settings }: Target): Record<string, string> {
  const origin = platform.origin(settings);
  const isSet = (name: string): boolean => settings[name] !== null;
  const isSpare = (name: string): boolean =>
    platform.required.some((names) => Array.isArray(names) && names.includes(name) && names.find(isSet) !== name);
  const leading = Object.entries<Attribute<unknown>>(platform.settings).flatMap(([name, { identity }]) =>
    identity && isSet(name) && !isSpare(name) ? [name] : [],
  );
  // The origin has one spelling of each address.
  return Object.fromEntries(
    leading.map((name) => [variableName(platform, name), String(origin[name] ?? settings[name])]),
  );
}
