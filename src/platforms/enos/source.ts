import type { Product } from "../../product/product";
import type { ProductSource } from "../../product/source";
import { productSource } from "../source";
import { block } from "./block";
import type { Client } from "./client";
import { type ListSettings, listProducts } from "./list";
import { readProduct } from "./product";
import { checkResponse } from "./question";
import { readSecret } from "./secret";

/** 11611 in early editions, 11404 in later ones, 99404 for connect services in general. */
const notFound = new Set<unknown>([11611, 11404, 99404]);

/** Keys in one expression. Its longest length is not documented; this many keep a request below 10 kB. */
const KEYS_AT_ONCE = 200;

export interface SourceSettings extends ListSettings {
  /** true for v2.4; older versions send plain text */
  readonly encryptsSecrets: boolean;
}

/** Products of EnOS Connect. */
export const openSource = (client: Client, settings: SourceSettings): ProductSource =>
  productSource({
    async read({ orgId: wanted, productKey, ...call }) {
      const orgId = wanted ?? settings.orgId;
      const response = await client.call({ ...call, action: "get", orgId, productKey });
      const product = readProduct(response.json.data ?? null, response);
      checkResponse({ product, unread: [] }, { orgId, productKey }, response);
      return { product, response };
    },
    isAbsence: (code) => notFound.has(code),
    whereOf: (orgId) => `organization ${orgId ?? settings.orgId} of ${block.title}`,
    readSecret: (response) => readSecret(response, settings.encryptsSecrets),
    async search(query, signal, onUnread = () => {}) {
      const { where, maxItems } = query;
      const found: Product[] = [];
      // Many keys take several requests; each has the platform's order, and there is none for all of them.
      for (const productKeys of portions(where.productKeys)) {
        const part = { ...query, where: { ...where, productKeys } };
        const bounds = { maxItems, before: found.length };
        found.push(...(await listProducts(client, settings, part, bounds, signal, onUnread)));
      }
      return found;
    },
  });

/** Without keys everything matches; with an empty list, nothing. */
function portions(keys: readonly string[] | null | undefined): (readonly string[] | null)[] {
  if (keys === null || keys === undefined) return [null];
  const distinct = [...new Set(keys)];
  const count = Math.ceil(distinct.length / KEYS_AT_ONCE);
  return Array.from({ length: count }, (_, index) => distinct.slice(index * KEYS_AT_ONCE, (index + 1) * KEYS_AT_ONCE));
}
