import type { Product } from "../product/product";
import { ProductNotFoundError, type ProductSource, TooManyProductsError } from "../product/source";
import type { Explained } from "../schema/error";

/** More products than this are counted and not read: so many are on the first page of every platform. */
const MAX_ITEMS = 200;
/** No platform gives a product such a key. */
const ABSENT_KEY = "cdktf-connect-doctor";

/** The reads the product uses; each is sent once, however often it is asked for. */
export interface Reads {
  search(): Promise<readonly Product[] | TooManyProductsError>;
  /** Reads a product that was found, or one that cannot exist: that it is not there is an answer too. */
  get(): Promise<Product | ProductNotFoundError>;
  absence(): Promise<ProductNotFoundError | undefined>;
}

class TimeUpError extends Error implements Explained {
  readonly summary = "No answer in time";

  constructor(readonly detail: string) {
    super(detail);
    this.name = "TimeUpError";
  }
}

/** `seconds`: what all reads together may take. */
export function openReads(source: ProductSource, seconds: number): Reads {
  const signal = AbortSignal.timeout(seconds * 1000);
  const bounded = <T>(read: Promise<T>): Promise<T> =>
    read.catch((error) => {
      if (!signal.aborted) throw error;
      throw new TimeUpError(
        `The reads took longer than ${seconds} s, twice request_timeout. Raise CONNECT_REQUEST_TIMEOUT if the platform is only slow.`,
      );
    });

  const search = once(() =>
    bounded(
      source.search({ orgId: null, where: {}, expression: null, maxItems: MAX_ITEMS, details: false }, signal),
    ).catch(answerOf(TooManyProductsError)),
  );
  const get = (key: string) => bounded(source.get(key, null, signal)).catch(answerOf(ProductNotFoundError));
  const absent = once(() => get(ABSENT_KEY));
  return {
    search,
    get: async () => {
      const found = await search().catch(() => []);
      const key = Array.isArray(found) ? found[0]?.productKey : undefined;
      return key ? get(key) : absent();
    },
    absence: async () => {
      const answer = await absent().catch(() => undefined);
      return answer instanceof ProductNotFoundError ? answer : undefined;
    },
  };
}

/** Takes errors of one class for an answer. */
const answerOf =
  <E extends Error>(kind: abstract new (...parameters: never[]) => E) =>
  (error: unknown): E => {
    if (error instanceof kind) return error;
    throw error;
  };

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
