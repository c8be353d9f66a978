import { tooManyProducts } from "../product/source";
import { unquoted } from "../schema/exact-json";
import { Problem } from "../schema/problem";
import { describe } from "../schema/wrong-type";
import { type Exchange, misshapen } from "./exchange";

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
  /** called after each page with how many items came, of how many */
  readonly progress?: (done: number, total: number) => void;
}

/** The most pages of one walk; at 200 per page these are 400,000 products. */
export const MAX_PAGES = 2000;

/** A walk whose pages do not add up to a list. */
interface Unsteady {
  readonly total: number | null;
  readonly distinct: number;
  readonly pages: number;
}

/**
 * Walks all pages, a second time if the list changed meanwhile: pages have no snapshot, so a product created or deleted between
 * two of them shifts all that follow. Throws Problem too-many-products, and products-changed if the list changes again. `narrower`: what leads to a list of one page.
 */
export async function walkPages<T>(walk: Walk<T>, narrower: string): Promise<T[]> {
  const first = await walkOnce(walk);
  if (first.steady) return first.kept;
  if (first.pages === MAX_PAGES) throw productsChanged(first, narrower);
  const second = await walkOnce(walk);
  if (second.steady) return second.kept;
  throw productsChanged(second, narrower);
}

function productsChanged({ total, distinct, pages }: Unsteady, narrower: string): Problem {
  const announced = total === null ? "did not say how many products match" : `announced ${total} products`;
  const endless = pages === MAX_PAGES;
  return new Problem("products-changed", {
    ...(endless && { summary: "Too many pages" }),
    reason: endless
      ? `The platform ${announced}, and page ${pages}, the last one that is read, was not the last one of the list.`
      : `The platform ${announced}, and its ${pages} pages held ${distinct} different ones, in two walks.`,
    remedy:
      (endless
        ? ""
        : "Products are being created or deleted, or changes made moments ago are still spreading: try again shortly. ") +
      `If it persists, the platform does not page as documented: ${narrower}.`,
    facts: { purpose: "search products" },
  });
}

async function walkOnce<T>({ fetch, keyOf, keep, maxItems, before, progress }: Walk<T>) {
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
    if (total !== null) progress?.(before + seen.size, before + total);
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

/** How many products match, as a page states it. Throws Problem answer-misshapen; `member`: its name in the response. */
export function readTotal(value: unknown, member: string, response: Exchange): number {
  const total = unquoted(value);
  if (Number.isSafeInteger(total) && (total as number) >= 0) return total as number;
  throw misshapen(response, `${member}: expected a whole number, found ${describe(value)}.`);
}

/** The rows of a page; of an empty list, they may be missing. Throws Problem answer-misshapen. */
export function readRows(value: unknown, total: number | null, member: string, response: Exchange): readonly unknown[] {
  const rows = value ?? (total === 0 ? [] : value);
  if (Array.isArray(rows)) return rows;
  throw misshapen(response, `${member}: expected a list, found ${describe(rows)}.`);
}
