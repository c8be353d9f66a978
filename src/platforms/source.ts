import type { Product } from "../product/product";
import { type ProductQuery, type ProductSecret, type ProductSource, productNotFound } from "../product/source";
import type { OnUnread } from "../product/unread";
import { attributeAt } from "../schema/path";
import { isProblem, Problem } from "../schema/problem";

/** One read of a single product. */
export interface Read {
  readonly purpose: string;
  readonly productKey: string;
  readonly orgId: string | null;
  readonly withSecrets?: boolean;
  readonly signal?: AbortSignal;
  /** of a read for a list: called with attributes that cannot be read */
  readonly onUnread?: OnUnread;
}

/** What a platform knows of reading products. */
export interface Reads<R> {
  /** The product and the response that it came in. Throws Problem. */
  readonly read: (read: Read) => Promise<{ readonly product: Product; readonly response: R }>;
  /** whether a platform's code says that the product does not exist */
  readonly isAbsence: (platformCode: unknown) => boolean;
  /** where products are, for messages: "organization o1 of EnOS Connect" */
  readonly whereOf: (orgId: string | null) => string;
  readonly readSecret: (response: R) => ProductSecret;
  readonly search: ProductSource["search"];
}

/** The source of a platform's products. */
export function productSource<R>({ read, isAbsence, whereOf, readSecret, search }: Reads<R>): ProductSource {
  const readOne = async (asked: Read) => {
    try {
      return await read(asked);
    } catch (error) {
      if (!(isProblem(error) && isAbsence(error.facts.platformCode))) throw error;
      throw productNotFound(asked.productKey, whereOf(asked.orgId), error.facts);
    }
  };
  return {
    async get(productKey, orgId, signal) {
      return (await readOne({ purpose: `get product ${productKey}`, productKey, orgId, signal })).product;
    },
    async getSecret(productKey, orgId, signal) {
      const purpose = `get the secret of product ${productKey}`;
      const { response } = await readOne({ purpose, productKey, orgId, signal, withSecrets: true });
      return readSecret(response);
    },
    search,
  };
}

/** For a platform without organizations. `reason`, `remedy`: what it has instead. Throws Problem. */
export function refuseOrganization(
  { orgId, purpose }: Pick<Read, "orgId" | "purpose">,
  reason: string,
  remedy: string,
) {
  if (orgId === null) return;
  throw new Problem("organizations-unsupported", {
    reason,
    remedy,
    facts: { purpose },
    path: attributeAt([], "org_id"),
  });
}

/** For a platform that lists products without a search of its own. Throws Problem. */
export function refuseExpression({ expression }: Pick<ProductQuery, "expression">, platform: string): void {
  if (expression === null) return;
  throw new Problem("expression-unsupported", {
    reason: `${platform} lists products without a search of its own, so there is nothing expression could be passed on to.`,
    remedy: "Use where.",
    facts: { purpose: "search products" },
    path: attributeAt([], "expression"),
  });
}
