import type { Product } from "../../product/product";
import { type ProductSource, tooManyProducts } from "../../product/source";
import type { Unread } from "../../product/unread";
import { matcherOf } from "../../product/where";
import { isProblem } from "../../schema/problem";
import { mismatched } from "../exchange";
import { keeping, keyOfListed, type Listed, productsOf } from "../listed";
import { productSource, type Read, refuseExpression, refuseOrganization } from "../source";
import { block } from "./block";
import type { Client } from "./client";
import { readEach } from "./details";
import { listProducts } from "./list";
import { readProduct } from "./product";
import { readSecret } from "./secret";
import { checkWhere, isFilter } from "./where";

/** A key of another form than the service's own counts as absent; the service spells the code with a small k. */
const notFound = /^iot\.prod\.(NotExistedProduct|InvalidFormattedProductkey)\b/i;

export interface SourceSettings {
  /** for messages: "Aliyun IoT at iot.cn-shanghai.aliyuncs.com, in instance iot-1" */
  readonly instanceTitle: string;
}

/** Products of Aliyun IoT. */
export function openSource(client: Client, { instanceTitle }: SourceSettings): ProductSource {
  const read = async ({ orgId, productKey, onUnread, ...call }: Read) => {
    checkOrganization({ orgId, purpose: call.purpose });
    const response = await client.call({ ...call, action: "QueryProduct", parameters: { ProductKey: productKey } });
    const product = readProduct(response.json.Data ?? null, response, onUnread);
    if (product.productKey !== productKey)
      throw mismatched(response, `The service returned product "${response.show(product.productKey ?? "")}".`);
    return { product, response };
  };
  const isAbsence = (code: unknown) => notFound.test(String(code));

  /** A product that does not exist is left out: a filter does not require its keys to exist, and a list may be out of date. */
  const readListed = async (productKey: string, signal: AbortSignal): Promise<Listed | undefined> => {
    const unread: Unread[] = [];
    try {
      const purpose = `get product ${productKey}`;
      const { product } = await read({
        purpose,
        productKey,
        orgId: null,
        signal,
        onUnread: (each) => unread.push(each),
      });
      return { product, unread };
    } catch (error) {
      if (isProblem(error) && isAbsence(error.facts.platformCode)) return undefined;
      throw error;
    }
  };

  return productSource({
    read,
    isAbsence,
    whereOf: () => instanceTitle,
    readSecret,
    async search(query, signal, onUnread = () => {}) {
      const { where, maxItems, details, progress } = query;
      checkOrganization({ orgId: query.orgId, purpose: "search products" });
      refuseExpression(query, block.title);
      checkWhere(where);
      const isWanted = keeping(matcherOf(where), onUnread);
      if (where.productKeys) {
        const read = await readEach([...new Set(where.productKeys)], readListed, signal, progress);
        const found = read.filter(isWanted);
        if (found.length > maxItems) throw tooManyProducts(found.length, maxItems);
        return productsOf(found, onUnread).sort(newestFirst);
      }
      // The rows of the list have every attribute a filter can use, so details are read only for matches.
      const wanted = { maxItems, ...(isFilter(where) && { keep: isWanted }), ...(!details && { progress }) };
      const rows = await listProducts(client, wanted, signal);
      const complete = (row: Listed, ended: AbortSignal) => readListed(keyOfListed(row), ended);
      return productsOf(details ? await readEach(rows, complete, signal, progress) : rows, onUnread);
    },
  });
}

/** In the order of the service's lists; times of equal length sort as text. */
const newestFirst = (a: Product, b: Product): number => {
  const [left, right] = [a.createTime ?? "", b.createTime ?? ""];
  return left < right ? 1 : left > right ? -1 : 0;
};

const checkOrganization = (read: Parameters<typeof refuseOrganization>[0]): void =>
  refuseOrganization(
    read,
    "Aliyun IoT has no organizations: products belong to an account, a region and an instance.",
    "Remove org_id. For another instance or region, use a provider block of its own, with an alias.",
  );
