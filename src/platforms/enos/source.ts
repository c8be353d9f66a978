import type { Product } from "../../product/product";
import { ProductNotFoundError, type ProductQuery, type ProductSource } from "../../product/source";
import { matches } from "../../product/where";
import { describe } from "../../schema/error";
import { MAX_PAGES, type Page, type Unsteady, walkPages } from "../pages";
import type { Answer } from "./answer";
import type { Call, Client } from "./client";
import { EnosError, reference } from "./errors";
import { splitWhere } from "./expression";
import { misshapen, readProduct } from "./product";
import { readSecret } from "./secret";

/** 11611 in early editions, 11404 in later ones, 99404 for connect services in general. */
const notFound = new Set([11611, 11404, 99404]);

/** Keys in one expression: no document says how long one may be, and this many never made a request of 10 kB. */
const KEYS_AT_ONCE = 200;

export interface SourceSettings {
  readonly orgId: string;
  readonly pageSize: number;
  /** in which names are looked for beside those EnOS looks at unasked */
  readonly locales: readonly string[];
  /** v2.4 does; older versions send the plain text */
  readonly encryptsSecrets: boolean;
}

/** Products of EnOS Connect. */
export function openSource(client: Client, settings: SourceSettings): ProductSource {
  const getOne = async (asked: Pick<Call, "purpose" | "signal" | "withSecrets">, productKey: string, orgId: string) => {
    const { purpose } = asked;
    try {
      const answer = await client.call({ ...asked, action: "get", orgId, productKey });
      const product = readProduct(answer.json.data ?? null, purpose, answer);
      if (product.productKey !== productKey)
        throw misshapen(`The platform answered with product ${JSON.stringify(product.productKey)}.`, purpose, answer);
      return { product, answer };
    } catch (error) {
      if (!(error instanceof EnosError && error.code !== null && notFound.has(error.code))) throw error;
      const absent = new ProductNotFoundError(
        productKey,
        `organization ${orgId} of EnOS Connect (${reference(error)})`,
      );
      throw Object.assign(absent, { cause: error });
    }
  };

  return {
    async get(productKey, orgId, signal) {
      const purpose = `get product ${productKey}`;
      return (await getOne({ purpose, signal }, productKey, orgId ?? settings.orgId)).product;
    },

    async getSecret(productKey, orgId, signal) {
      const purpose = `get the secret of product ${productKey}`;
      const asked = { purpose, signal, withSecrets: true };
      const { answer } = await getOne(asked, productKey, orgId ?? settings.orgId);
      return readSecret(answer, purpose, settings.encryptsSecrets);
    },

    async search(query, signal) {
      const { where, maxItems } = query;
      const found: Product[] = [];
      // Several requests for many keys: the order is the platform's within each, there is no common one.
      for (const productKeys of portions(where.productKeys)) {
        const part = { ...query, where: { ...where, productKeys } };
        found.push(...(await searchOnce(client, settings, part, { maxItems, before: found.length }, signal)));
      }
      return found;
    },
  };
}

/** No keys at all ask for everything, an empty list for nothing. */
function portions(keys: readonly string[] | null | undefined): (readonly string[] | null)[] {
  if (keys === null || keys === undefined) return [null];
  const distinct = [...new Set(keys)];
  const count = Math.ceil(distinct.length / KEYS_AT_ONCE);
  return Array.from({ length: count }, (_, index) => distinct.slice(index * KEYS_AT_ONCE, (index + 1) * KEYS_AT_ONCE));
}

async function searchOnce(
  client: Client,
  { orgId: configured, pageSize, locales }: SourceSettings,
  { orgId, where, expression }: ProductQuery,
  bounds: { readonly maxItems: number; readonly before: number },
  signal: AbortSignal | undefined,
): Promise<Product[]> {
  const purpose = "search products";
  const { expression: sent, here } = splitWhere(where, expression, locales);
  const fetch = async (pageNo: number): Promise<Page<Product>> => {
    const body = JSON.stringify({ ...(sent === null ? {} : { expression: sent }), pagination: { pageNo, pageSize } });
    const answer = await client.call({ action: "search", orgId: orgId ?? configured, body, purpose, signal });
    return readPage(answer, purpose);
  };
  return walkPages(
    {
      fetch,
      keyOf: ({ productKey }) => productKey ?? "",
      ...(here === null ? {} : { keep: (product: Product) => matches(here, product) }),
      ...bounds,
    },
    (found) => listChanged(found, purpose),
  );
}

function readPage(answer: Answer, purpose: string): Page<Product> {
  const { data, pagination } = answer.json;
  const total = (pagination as { totalSize?: unknown } | null | undefined)?.totalSize ?? null;
  if (total !== null && !(Number.isSafeInteger(total) && (total as number) >= 0))
    throw misshapen(`pagination.totalSize: expected a whole number, found ${describe(total)}.`, purpose, answer);
  const rows = data ?? (total === 0 ? [] : data);
  if (!Array.isArray(rows)) throw misshapen(`data: expected a list, found ${describe(data)}.`, purpose, answer);
  return { items: rows.map((row) => readProduct(row, purpose, answer)), total: total as number | null };
}

function listChanged({ total, distinct, pages }: Unsteady, purpose: string): EnosError {
  const announced = total === null ? "did not say how many products match" : `announced ${total} products`;
  const endless = pages === MAX_PAGES;
  return new EnosError({
    summary: endless ? "Too many pages" : "List of products changed while it was read",
    reason: endless
      ? `The platform ${announced}, and after ${pages} pages, the most that are read, there was no end.`
      : `The platform ${announced}, and its ${pages} pages held ${distinct} different ones, in two walks.`,
    remedy:
      (endless
        ? ""
        : "Products are being created or deleted, or changes made moments ago are still spreading: try again shortly. ") +
      "If it stays, the platform does not page as documented: narrow the search until one page holds it.",
    purpose,
  });
}
