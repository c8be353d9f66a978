import { printValue } from "../schema/foreign-text";
import { nearest, suggestion } from "../schema/nearest";
import { attributeAt } from "../schema/path";
import { isProblem, type ProblemParts } from "../schema/problem";
import type { ProductSource } from "./source";

/** The bounds for a hint: no more products are read, and no longer wait. */
const MAX_PRODUCTS = 20_000;
const MAX_WAIT_MS = 5_000;

/** The result of `read`; a product that does not exist is an error at `product_key` that names similar keys. */
export async function withNearMisses<T>(
  source: ProductSource,
  { productKey, orgId }: { readonly productKey: string; readonly orgId: string | null },
  signal: AbortSignal,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isProblem(error, "product-not-found")) throw error;
    const hint = similarKeys(await nearestKeys(source, productKey, orgId, signal));
    throw error.with({ ...hint, path: attributeAt([], "product_key") });
  }
}

/** The remedy for a key that does not exist, if existing ones are similar. */
export const similarKeys = (keys: readonly string[]): Pick<ProblemParts, "remedy"> =>
  keys.length === 0 ? {} : { remedy: suggestion(keys.map((key) => printValue(key))) };

/** Existing keys similar to `productKey`, nearest first; none when the platform does not respond in time. */
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
  return nearest(productKey, await keys);
}

/** Many missing keys cost one list. */
const lists = new WeakMap<ProductSource, Map<string | null, Promise<readonly string[]>>>();

async function listKeys(source: ProductSource, orgId: string | null, signal: AbortSignal): Promise<readonly string[]> {
  const query = { orgId, where: {}, expression: null, maxItems: MAX_PRODUCTS, details: false };
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(MAX_WAIT_MS)]);
  const products = await source.search(query, bounded).catch(() => []);
  return products.flatMap((product) => product.productKey ?? []);
}
