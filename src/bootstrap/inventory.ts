import type { Origin, ProductsQuery } from "../lookup/query";
import { originOfResolved } from "../lookup/settings";
import { type Resolved, variableName } from "../platforms/configuration";
import { openPlatform } from "../platforms/open";
import type { Product } from "../product/product";
import { isProblem } from "../schema/problem";
import { version } from "../version";

/** The most products in a file; the same as the default of the data sources. */
const MAX_ITEMS = 50_000;

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
}

/** Reads all products that match, with all their details. Throws the platform's problems. */
export async function readInventory(resolved: Resolved, query: Inventory["query"]): Promise<Inventory> {
  const { source, close } = openPlatform(resolved, {
    userAgent: `cdktf-connect/${version} (bootstrap; Node ${process.versions.node})`,
  });
  try {
    const { where = {}, expression = null } = query.products;
    const asked = { orgId: null, where, expression, maxItems: MAX_ITEMS, details: true };
    const products = await source.search(asked).catch((error: unknown) => {
      throw isProblem(error, "too-many-products") ? error.with(tooMany(error.facts.found)) : error;
    });
    return {
      title: resolved.platform.title,
      origin: originOfResolved(resolved),
      variables: variablesTo(resolved),
      query,
      products: products.sort(byKey),
    };
  } finally {
    await close();
  }
}

const tooMany = (found = 0) => ({
  reason: `${found} products match, and bootstrap writes at most ${MAX_ITEMS}.`,
  remedy: "Select fewer with --where or --expression.",
});

const byKey = (a: Product, b: Product): number => ((a.productKey ?? "") < (b.productKey ?? "") ? -1 : 1);

/** The environment variables that lead to the origin: those without which it would be another one, or none. */
export function variablesTo({ platform, settings }: Resolved): Record<string, string> {
  const origin = platform.origin(settings);
  const leads = (name: string): boolean => {
    try {
      return JSON.stringify(platform.origin({ ...settings, [name]: null })) !== JSON.stringify(origin);
    } catch {
      return true;
    }
  };
  const settled = Object.keys(platform.settings).filter((name) => settings[name] !== null && leads(name));
  // The origin has one spelling of each address.
  return Object.fromEntries(
    settled.map((name) => [variableName(platform, name), String(origin[name] ?? settings[name])]),
  );
}
