import type { Explained } from "../schema/error";
import { printValue } from "../schema/foreign-text";
import type { Path } from "../schema/path";
import type { Product } from "./product";

/** Which products are wanted; all members must hold, a missing or null one does not restrict. */
export interface ProductWhere {
  readonly productKeys?: readonly string[] | null;
  readonly modelId?: string | null;
  readonly productType?: Product["productType"];
  /** text contained in a name, ignoring case */
  readonly nameContains?: string | null;
  /** RE2 expression matched against the default name and every localized one */
  readonly nameRegex?: string | null;
  /** tags a product must have, with these very values */
  readonly tags?: Readonly<Record<string, string>> | null;
}

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
  /** Throws ProductNotFoundError. `orgId` null: the organization of the configuration. */
  get(productKey: string, orgId: string | null, signal?: AbortSignal): Promise<Product>;
  /** In the platform's own order. Throws TooManyProductsError. */
  search(query: ProductQuery, signal?: AbortSignal): Promise<Product[]>;
  /** Only for the ephemeral resource: nothing else may ask for a secret. Throws ProductNotFoundError. */
  getSecret(productKey: string, orgId: string | null, signal?: AbortSignal): Promise<ProductSecret>;
}

/** Whether an error of a platform says that it was reached and does not let this caller read: wrong keys, or no permission. */
export const isDenied = (error: unknown): boolean => (error as { readonly denied?: boolean } | null)?.denied === true;

/** The platform has no product with this key, in this organization. */
export class ProductNotFoundError extends Error implements Explained {
  readonly summary = "Product not found";

  constructor(
    readonly productKey: string,
    /** where it was looked for and what the platform said: `organization o1 of EnOS Connect (code 11404, request …)` */
    readonly place: string,
    /** existing keys that look alike, nearest first */
    readonly nearest: readonly string[] = [],
    readonly path?: Path,
  ) {
    super(`There is no product "${productKey}" in ${place}.`);
    this.name = "ProductNotFoundError";
  }

  get detail(): string {
    const hint =
      this.nearest.length === 0
        ? "Check the key, and that this is where the product lives."
        : `Did you mean ${this.nearest.map((key) => printValue(key)).join(", ")}?`;
    return `${this.message} ${hint}`;
  }
}

/** More products match than the practitioner allowed. */
export class TooManyProductsError extends Error implements Explained {
  readonly summary = "Too many products match";

  constructor(
    readonly found: number,
    readonly maxItems: number,
    readonly path?: Path,
  ) {
    super(`${found} products match, more than max_items = ${maxItems}.`);
    this.name = "TooManyProductsError";
  }

  get detail(): string {
    return `${this.message} Narrow the search, or raise max_items.`;
  }
}
