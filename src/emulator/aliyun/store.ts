import type { Account, AliyunSeed, WireProduct } from "./seed";

/** The products a request can see: those of one instance. */
export interface Instance {
  readonly byKey: ReadonlyMap<string, WireProduct>;
  /** newest first */
  readonly products: readonly WireProduct[];
}

const publicInstance = "";

// Products of the same moment keep the order of the seed (sorting is stable); those without a moment come last.
const moment = (product: WireProduct): number => product.GmtCreate ?? Number.NEGATIVE_INFINITY;
const newestFirst = (a: WireProduct, b: WireProduct): number => (moment(a) === moment(b) ? 0 : moment(b) - moment(a));

/** One state of the service; a reload creates a new one and keeps the last one for stale responses. */
export class Store {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly secrets: ReadonlySet<string>;
  private readonly instances = new Map<string, Instance>();

  /** Without `apart`, all products are in the public instance, even if they name another. */
  constructor(seed: AliyunSeed, apart: boolean) {
    const { accounts, products } = seed;
    this.accounts = new Map(accounts.map((account) => [account.accessKeyId, account]));
    const secrets = accounts.flatMap(({ accessKeySecret, securityToken }) => [accessKeySecret, securityToken]);
    this.secrets = new Set(
      [...secrets, ...products.map(({ ProductSecret }) => ProductSecret)].filter((text) => !!text) as string[],
    );

    const byInstance = new Map<string, WireProduct[]>();
    for (const { instanceIds } of accounts) for (const id of instanceIds ?? []) byInstance.set(id, []);
    for (const product of products) {
      const id = (apart && product.IotInstanceId) || publicInstance;
      const beside = byInstance.get(id);
      if (beside) beside.push(product);
      else byInstance.set(id, [product]);
    }
    // An account all of whose instances have an ID has no public one: leaving the ID out is then an error.
    if (byInstance.size === 0 || !apart) byInstance.set(publicInstance, byInstance.get(publicInstance) ?? []);
    for (const [id, inside] of byInstance) {
      const byKey = new Map(inside.map((product) => [product.ProductKey, product]));
      this.instances.set(id, { byKey, products: inside.sort(newestFirst) });
    }
  }

  /** The instance of that id, or the public one; undefined when there is none or the account may not name it. */
  instance(account: Account, id: string | undefined): Instance | undefined {
    if (id && account.instanceIds && !account.instanceIds.includes(id)) return undefined;
    return this.instances.get(id || publicInstance);
  }
}
