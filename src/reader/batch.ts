import type { Product } from "../product/product";
import type { ProductQuery, ProductSource } from "../product/source";
import { collectUnread } from "../product/unread";

/** Reads that begin within this time of each other share one search. */
const WINDOW_MS = 10;
const MAX_KEYS = 200;
/** Other keys would have to be quoted with care, and one that cannot be would fail its whole batch. */
const PLAIN_KEY = /^[\w-]+$/;
/** After this many shared searches the rest is worth reading ahead, … */
const BATCHES_BEFORE_READ_AHEAD = 3;
/** … unless there is more than this. */
const MAX_READ_AHEAD = 20_000;
/** What was read ahead is used for so long: about a plan, and never for the next one. */
const FRESH_MS = 30_000;

interface Waiting {
  readonly productKey: string;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (product: Product | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The same source with single reads answered by shared searches: reads that come together become one, and when they keep coming
 * all products are read ahead. What no search knows, or has an attribute that cannot be read, is read singly, for the
 * platform's own answer.
 */
export function batchReads(source: ProductSource): ProductSource {
  const organizations = new Map<string | null, Organization>();
  return {
    search: (query, signal, onUnread) => source.search(query, signal, onUnread),
    getSecret: (productKey, orgId, signal) => source.getSecret(productKey, orgId, signal),
    get: async (productKey, orgId, signal) => {
      const organization = organizations.get(orgId) ?? new Organization(source, orgId);
      organizations.set(orgId, organization);
      const found = PLAIN_KEY.test(productKey) ? await organization.find(productKey, signal) : undefined;
      return found ?? source.get(productKey, orgId, signal);
    },
  };
}

/** The reads of one organization. */
class Organization {
  private waiting: Waiting[] = [];
  private batches = 0;
  private ahead: Promise<Map<string, Product>> | undefined;

  constructor(
    private readonly source: ProductSource,
    private readonly orgId: string | null,
  ) {}

  async find(productKey: string, signal: AbortSignal | undefined): Promise<Product | undefined> {
    if (this.ahead === undefined && this.batches >= BATCHES_BEFORE_READ_AHEAD) this.ahead = this.readAhead(signal);
    if (this.ahead !== undefined) return (await this.ahead).get(productKey) ?? this.queue(productKey, signal);
    return this.queue(productKey, signal);
  }

  /** Nothing, when there is too much or the platform fails: the reads then go on in batches. */
  private async readAhead(signal: AbortSignal | undefined): Promise<Map<string, Product>> {
    setTimeout(() => {
      this.ahead = undefined;
    }, FRESH_MS).unref();
    const query = { orgId: this.orgId, where: {}, expression: null, maxItems: MAX_READ_AHEAD, details: true };
    return this.search(query, signal).catch(() => new Map());
  }

  /** The products by key, of which all attributes could be read. */
  private async search(query: ProductQuery, signal: AbortSignal | undefined): Promise<Map<string, Product>> {
    const { note, all } = collectUnread();
    const products = await this.source.search(query, signal, note);
    const found = new Map(products.map((product) => [product.productKey ?? "", product]));
    for (const { productKey } of all()) found.delete(productKey);
    return found;
  }

  private queue(productKey: string, signal: AbortSignal | undefined): Promise<Product | undefined> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setTimeout(() => this.flush(), WINDOW_MS);
      this.waiting.push({ productKey, signal, resolve, reject });
      if (this.waiting.length >= MAX_KEYS) this.flush();
    });
  }

  private flush(): void {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.batches += 1;
    const productKeys = [...new Set(batch.map(({ productKey }) => productKey))];
    const query = {
      orgId: this.orgId,
      where: { productKeys },
      expression: null,
      maxItems: productKeys.length,
      details: true,
    };
    this.search(query, allAborted(batch.map(({ signal }) => signal))).then(
      (found) => {
        for (const { productKey, resolve } of batch) resolve(found.get(productKey));
      },
      (reason) => {
        for (const { reject } of batch) reject(reason);
      },
    );
  }
}

/** Aborted when no read waits for it. */
function allAborted(signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const known = signals.filter((signal) => signal !== undefined);
  if (known.length < signals.length) return undefined;
  const controller = new AbortController();
  const look = () => {
    if (known.every(({ aborted }) => aborted)) controller.abort();
  };
  for (const signal of known) signal.addEventListener("abort", look, { once: true });
  look();
  return controller.signal;
}
