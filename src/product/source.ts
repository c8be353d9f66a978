import { printValue } from "../schema/foreign-text";
import { type Facts, Problem } from "../schema/problem";
import type { Product } from "./product";
import type { ProductWhere } from "./where";

export type { ProductWhere };

export interface ProductQuery {
  readonly orgId: string | null;
  readonly where: ProductWhere;
  /** search text in the platform's own language, passed on as it is */
  readonly expression: string | null;
  /** more matches than this is an error, never a truncated answer */
  readonly maxItems: number;
  /** false: attributes that cost a further request per product may stay null */
  readonly details: boolean;
}

/**
 * The secret of a product. A platform that encrypts it says so: then `secret` is null and the other two are what it sent.
 * Never logged, never stored, never part of a message.
 */
export interface ProductSecret {
  readonly secret: string | null;
  readonly encryptedSecret: string | null;
  /** opens the encrypted secret once it has been opened itself */
  readonly sessionKey: string | null;
}

/** What a platform answers about products. Read-only: nothing else can be asked. */
export interface ProductSource {
  /** Throws Problem product-not-found. `orgId` null: the organization of the configuration. */
  get(productKey: string, orgId: string | null, signal?: AbortSignal): Promise<Product>;
  /** In the platform's own order. Throws Problem too-many-products. */
  search(query: ProductQuery, signal?: AbortSignal): Promise<Product[]>;
  /** Only for the ephemeral resource: nothing else may ask for a secret. Throws Problem product-not-found. */
  getSecret(productKey: string, orgId: string | null, signal?: AbortSignal): Promise<ProductSecret>;
}

/** How many products one answer may hold, unless a caller says otherwise: more than Terraform handles with ease in one value. */
export const MAX_ITEMS = 50_000;

/** The platform has no product with this key. `where`: "organization o1 of EnOS Connect". */
export const productNotFound = (productKey: string, where: string, { purpose: _, ...facts }: Facts = {}): Problem =>
  new Problem("product-not-found", {
    reason: `There is no product ${printValue(productKey)} in ${where}.`,
    remedy: "Check the key, and that this is where the product lives.",
    facts,
  });

/** More products match than the practitioner allowed. */
export const tooManyProducts = (found: number, maxItems: number): Problem =>
  new Problem("too-many-products", {
    reason: `${found} products match, more than max_items = ${maxItems}.`,
    remedy: "Narrow the search, or raise max_items.",
    facts: { found, maxItems },
  });
