import type { Expression } from "./expression";
import type { Account, EnosSeed, WireProduct } from "./seed";

/** A product with its JSON texts, by version of the API: responses are composed of these. */
export interface Row {
  readonly product: WireProduct;
  readonly texts: Partial<Record<"v2.1" | "v2.4", string>>;
}

interface Organization {
  readonly byKey: ReadonlyMap<string, Row>;
  /** newest first */
  readonly rows: readonly Row[];
}

const remembered = 64;

/** One state of the platform; a reload creates a new one and keeps the last one for stale responses. */
export class Store {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly secrets: ReadonlySet<string>;
  private readonly organizations = new Map<string, Organization>();
  private readonly found = new Map<string, readonly Row[]>();

  constructor(seed: EnosSeed) {
    this.accounts = new Map(seed.accounts.map((account) => [account.accessKey, account]));
    this.secrets = new Set(seed.accounts.map(({ secretKey }) => secretKey));
    const rowsOf = new Map<string, Row[]>();
    for (const { orgIds } of seed.accounts) for (const orgId of orgIds) rowsOf.set(orgId, []);
    for (const product of seed.products) {
      const rows = rowsOf.get(product.orgId) ?? [];
      rows.push({ product, texts: {} });
      rowsOf.set(product.orgId, rows);
    }
    for (const [orgId, rows] of rowsOf) {
      const byKey = new Map(rows.map((row) => [row.product.productKey, row]));
      // Sorting is stable, so products of the same moment keep the order of the seed; those without a moment come last.
      const moment = ({ product }: Row) => product.createTime ?? Number.NEGATIVE_INFINITY;
      rows.sort((a, b) => (moment(a) === moment(b) ? 0 : moment(b) - moment(a)));
      this.organizations.set(orgId, { byKey, rows });
    }
  }

  hasOrganization(orgId: string): boolean {
    return this.organizations.has(orgId);
  }

  get(orgId: string, productKey: string): Row | undefined {
    return this.organizations.get(orgId)?.byKey.get(productKey);
  }

  /** All matches, newest first. Pages of one walk share the result. */
  search(orgId: string, expression: Expression | undefined): readonly Row[] {
    const rows = this.organizations.get(orgId)?.rows ?? [];
    if (expression === undefined) return rows;
    const key = `${orgId}\n${expression.text}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const matches = rows.filter(({ product }) => expression.matches(product));
    if (this.found.size >= remembered) this.found.clear();
    this.found.set(key, matches);
    return matches;
  }
}
