import { distance } from "fastest-levenshtein";
import { attributeAt } from "../schema/path";
import { ProductNotFoundError, type ProductSource } from "./source";

/** A hint is not worth reading more products, or waiting longer, than this. */
const MAX_PRODUCTS = 20_000;
const MAX_WAIT_MS = 5_000;
const MAX_HINTS = 3;

/** What `read` gives; a product that is not there is an error at `product_key` that names keys like the one asked for. */
export async function withNearMisses<T>(
  source: ProductSource,
  { productKey, orgId }: { readonly productKey: string; readonly orgId: string | null },
  signal: AbortSignal,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ProductNotFoundError)) throw error;
    const nearest = await nearestKeys(source, productKey, orgId, signal);
    throw new ProductNotFoundError(productKey, error.place, nearest, attributeAt([], "product_key"));
  }
}

/** Existing keys that look like `productKey`, nearest first; none when the platform does not answer in time. */
export async function nearestKeys(
  source: ProductSource,
  productKey: string,
  orgId: string | null,
  signal: AbortSignal,
): Promise<string[]> {
  const known = lists.get(source) ?? new Map<string | null, Promise<readonly string[]>>();
  lists.set(source, known);
  const keys = known.get(orgId) ?? listKeys(source, orgId, signal);
  known.set(orgId, keys);
  return rankKeys(productKey, await keys);
}

/** Many missing keys cost one list. */
const lists = new WeakMap<ProductSource, Map<string | null, Promise<readonly string[]>>>();

async function listKeys(source: ProductSource, orgId: string | null, signal: AbortSignal): Promise<readonly string[]> {
  const query = { orgId, where: {}, expression: null, maxItems: MAX_PRODUCTS, details: false };
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(MAX_WAIT_MS)]);
  const products = await source.search(query, bounded).catch(() => []);
  return products.flatMap((product) => product.productKey ?? []);
}

/** Keys at most a third of their length away, ignoring case; nearest first. */
export function rankKeys(productKey: string, keys: readonly string[]): string[] {
  const wanted = productKey.toLowerCase();
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  return keys
    .map((key) => ({ key, away: distance(wanted, key.toLowerCase()) }))
    .filter(({ away }) => away <= reach)
    .sort((a, b) => a.away - b.away || (a.key < b.key ? -1 : 1))
    .slice(0, MAX_HINTS)
    .map(({ key }) => key);
}
