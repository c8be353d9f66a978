import type { Product } from "../product/product";
import type { ProductSource } from "../product/source";
import { collectUnread, type Unread } from "../product/unread";
import { once } from "../schema/once";
import { isProblem, Problem } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";

/** More products than this are counted and not read: so many are on the first page of every platform. */
const MAX_ITEMS = 200;
/** No platform gives a product such a key. */
const ABSENT_KEY = "cdktf-connect-doctor";

/** The reads the product uses; each is sent once, however often it is asked for. */
export interface Reads {
  /** what the search failed with; undefined: it succeeded */
  trouble(): Promise<unknown>;
  search(): Promise<readonly Product[] | Problem>;
  /** attributes of the products found that could not be read */
  readonly unread: () => readonly Unread[];
  /** Reads a product that was found, or one that cannot exist: that it is not there is an answer too. */
  get(): Promise<Product | Problem>;
  absence(): Promise<Problem | undefined>;
}

/** `seconds`: what all reads together may take. */
export function openReads(source: ProductSource, seconds: number): Reads {
  const signal = AbortSignal.timeout(seconds * 1000);
  const bounded = <T>(read: Promise<T>): Promise<T> =>
    read.catch((error) => {
      if (!signal.aborted) throw error;
      throw new Problem("answer-timeout", {
        reason: `The reads took longer than ${seconds} s, twice request_timeout.`,
        remedy: "Raise CONNECT_REQUEST_TIMEOUT if the platform is only slow.",
      });
    });

  const { note, all } = collectUnread();
  const query = { orgId: null, where: {}, expression: null, maxItems: MAX_ITEMS, details: false };
  const search = once(() => bounded(source.search(query, signal, note)).catch(answerOf("too-many-products")));
  const get = (key: string) => bounded(source.get(key, null, signal)).catch(answerOf("product-not-found"));
  const absent = once(() => get(ABSENT_KEY));
  return {
    trouble: () =>
      search().then(
        () => undefined,
        (error) => error,
      ),
    search,
    unread: all,
    get: async () => {
      const found = await search().catch(() => []);
      const odd = new Set(all().map(({ productKey }) => productKey));
      const keys = Array.isArray(found) ? found.map(({ productKey }) => productKey ?? "") : [];
      const key = keys.find((each) => !odd.has(each)) ?? keys[0];
      return key ? get(key) : absent();
    },
    absence: async () => {
      const answer = await absent().catch(() => undefined);
      return isProblem(answer) ? answer : undefined;
    },
  };
}

/** Takes problems of one code for an answer. */
const answerOf =
  (code: ProblemCode) =>
  (error: unknown): Problem => {
    if (isProblem(error, code)) return error;
    throw error;
  };
