import type { Predicate } from "./expression";
import type { Account, EnosSeed, WireProduct } from "./seed";

interface Organization {
  readonly byKey: ReadonlyMap<string, WireProduct>;
  /** newest first */
  readonly products: readonly WireProduct[];
}

// Sorting is stable, so products of the same moment keep the order of the seed; those without a moment come last.
const moment = ({ createTime }: WireProduct): number => createTime ?? Number.NEGATIVE_INFINITY;
const newestFirst = (a: WireProduct, b: WireProduct): number => (moment(a) === moment(b) ? 0 : moment(b) - moment(a));

/** One state of the platform; a reload creates a new one and keeps the last one for stale responses. */
export class Store {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly secrets: ReadonlySet<string>;
  private readonly organizations = new Map<string, Organization>();

  constructor(seed: EnosSeed) {
    this.accounts = new Map(seed.accounts.map((account) => [account.accessKey, account]));
    this.secrets = new Set(seed.accounts.map(({ secretKey }) => secretKey));
    const productsOf = new Map<string, WireProduct[]>();
    for (const { orgIds } of seed.accounts) for (const orgId of orgIds) productsOf.set(orgId, []);
    for (const product of seed.products) {
      const beside = productsOf.get(product.orgId) ?? [];
      beside.push(product);
      productsOf.set(product.orgId, beside);
    }
    for (const [orgId, products] of productsOf) {
      const byKey = new Map(products.map((product) => [product.productKey, product]));
      this.organizations.set(orgId, { byKey, products: products.sort(newestFirst) });
    }
  }

  hasOrganization(orgId: string): boolean {
    return this.organizations.has(orgId);
  }

  get(orgId: string, productKey: string): WireProduct | undefined {
    return this.organizations.get(orgId)?.byKey.get(productKey);
  }

  /** All matches, newest first. */
  search(orgId: string, matches: Predicate): readonly WireProduct[] {
    return (this.organizations.get(orgId)?.products ?? []).filter(matches);
  }
}
