import { printValue } from "../schema/foreign-text";
import { type Facts, Problem } from "../schema/problem";
import { words } from "../schema/text";
import type { Product } from "./product";
import type { OnUnread } from "./unread";
import type { ProductWhere } from "./where";

export type { ProductWhere };

export interface ProductQuery {
  readonly orgId: string | null;
  readonly where: ProductWhere;
  /** search text in the platform's own language, sent unchanged */
  readonly expression: string | null;
  /** more matches than this are an error, never a truncated result */
  readonly maxItems: number;
  /** false: attributes that need a further request per product may be null */
  readonly details: boolean;
  /** called with how many products have been read, of how many */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * The secret of a product. If the platform encrypts it, `secret` is null and the other two are the values it sent.
 * Never logged, stored or part of a message.
 */
export interface ProductSecret {
  readonly secret: string | null;
  readonly encryptedSecret: string | null;
  /** after its own decryption, decrypts the encrypted secret */
  readonly sessionKey: string | null;
}

/** The products of a platform, read-only. */
export interface ProductSource {
  /** Throws Problem product-not-found. `orgId` null: the organization of the configuration. */
  get(productKey: string, orgId: string | null, signal?: AbortSignal): Promise<Product>;
  /**
   * In the platform's own order. An attribute that cannot be read is null, for `onUnread`, and costs nothing else of the list. Throws
   * Problem too-many-products.
   */
  search(query: ProductQuery, signal?: AbortSignal, onUnread?: OnUnread): Promise<Product[]>;
  /** Only for the ephemeral resource: no other code may read a secret. Throws Problem product-not-found. */
  getSecret(productKey: string, orgId: string | null, signal?: AbortSignal): Promise<ProductSecret>;
}

/** What to do where a platform cannot be reached. */
export const onUnavailableWords = words("error", "recorded");

/** How many products one answer may hold, unless a caller says otherwise: more than Terraform handles with ease in one value. */
export const MAX_ITEMS = 50_000;

/** The platform has no product with this key. `where`: "organization o1 of EnOS Connect". */
export const productNotFound = (productKey: string, where: string, { purpose: _, ...facts }: Facts = {}): Problem =>
  new Problem("product-not-found", {
    reason: `There is no product ${printValue(productKey)} in ${where}.`,
    remedy: "Check the key, and that the product belongs there.",
    facts,
  });

/** More products match than the practitioner allowed. */
export const tooManyProducts = (found: number, maxItems: number): Problem =>
  new Problem("too-many-products", {
    reason: `${found} products match, more than max_items = ${maxItems}.`,
    remedy: "Narrow the search, or raise max_items.",
    facts: { found, maxItems },
  });
