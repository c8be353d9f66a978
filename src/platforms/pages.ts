import { tooManyProducts } from "../product/source";

export interface Page<T> {
  readonly items: readonly T[];
  /** matches altogether, as this page states it; null where it does not */
  readonly total: number | null;
}

export interface Walk<T> {
  readonly fetch: (pageNo: number) => Promise<Page<T>>;
  readonly keyOf: (item: T) => string;
  /** which items to keep; absent: all */
  readonly keep?: (item: T) => boolean;
  readonly maxItems: number;
  /** items found by earlier walks of the same search */
  readonly before: number;
}

/** The most pages of one walk; at 200 per page these are 400,000 products. */
export const MAX_PAGES = 2000;

/** A walk whose pages do not add up to a list. */
export interface Unsteady {
  readonly total: number | null;
  readonly distinct: number;
  readonly pages: number;
}

/**
 * Walks all pages, a second time if the list changed meanwhile: pages have no snapshot, so a product created or deleted between
 * two of them shifts all that follow. Throws Problem too-many-products, and the result of `unsteady` if the list changes again.
 */
export async function walkPages<T>(walk: Walk<T>, unsteady: (found: Unsteady) => Error): Promise<T[]> {
  const first = await walkOnce(walk);
  if (first.steady) return first.kept;
  if (first.pages === MAX_PAGES) throw unsteady(first);
  const second = await walkOnce(walk);
  if (second.steady) return second.kept;
  throw unsteady(second);
}

async function walkOnce<T>({ fetch, keyOf, keep, maxItems, before }: Walk<T>) {
  const seen = new Set<string>();
  const kept: T[] = [];
  let total: number | null = null;
  let changed = false;

  for (let pageNo = 1; pageNo <= MAX_PAGES; pageNo++) {
    const page = await fetch(pageNo);
    changed ||= pageNo > 1 && page.total !== total;
    total = page.total;
    if (!keep && before + (total ?? 0) > maxItems) throw tooManyProducts(before + (total ?? 0), maxItems);

    const distinctBefore = seen.size;
    for (const item of page.items) {
      const key = keyOf(item);
      if (seen.has(key)) continue;
      seen.add(key);
      if (!keep || keep(item)) kept.push(item);
    }
    if (before + kept.length > maxItems) throw tooManyProducts(before + kept.length, maxItems);

    // A short page is not the last one: a platform may put fewer items on a page than requested.
    const complete = total !== null && seen.size >= total;
    const stuck = seen.size === distinctBefore;
    if (!complete && !stuck) continue;
    // Without a total, only an empty page marks the end.
    const steady = !changed && (total === null ? page.items.length === 0 : seen.size === total);
    return { kept, steady, total, distinct: seen.size, pages: pageNo };
  }
  return { kept, steady: false, total, distinct: seen.size, pages: MAX_PAGES };
}
