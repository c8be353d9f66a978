import type { Product } from "../../product/product";
import { type ProductQuery, type ProductSource, productNotFound, tooManyProducts } from "../../product/source";
import { matcherOf } from "../../product/where";
import { attributeAt } from "../../schema/path";
import { isProblem, Problem } from "../../schema/problem";
import { mismatched } from "../exchange";
import type { Call, Client } from "./client";
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
  const getOne = async (call: Pick<Call, "purpose" | "signal" | "withSecrets">, productKey: string) => {
    try {
      const response = await client.call({ ...call, action: "QueryProduct", parameters: { ProductKey: productKey } });
      const product = readProduct(response.json.Data ?? null, response);
      if (product.productKey !== productKey)
        throw mismatched(response, `The service returned product "${response.show(product.productKey ?? "")}".`);
      return { product, response };
    } catch (error) {
      if (!(isProblem(error) && notFound.test(String(error.facts.platformCode)))) throw error;
      throw productNotFound(productKey, instanceTitle, error.facts);
    }
  };

  /** A product that does not exist is left out: a filter does not require its keys to exist, and a list may be out of date. */
  const getIfPresent = async (productKey: string, signal: AbortSignal): Promise<Product | undefined> => {
    try {
      return (await getOne({ purpose: `get product ${productKey}`, signal }, productKey)).product;
    } catch (error) {
      if (isProblem(error, "product-not-found")) return undefined;
      throw error;
    }
  };

  return {
    async get(productKey, orgId, signal) {
      const purpose = `get product ${productKey}`;
      refuseOrganization(orgId, purpose);
      return (await getOne({ purpose, signal }, productKey)).product;
    },

    async getSecret(productKey, orgId, signal) {
      const purpose = `get the secret of product ${productKey}`;
      refuseOrganization(orgId, purpose);
      const { response } = await getOne({ purpose, signal, withSecrets: true }, productKey);
      return readSecret(response);
    },

    async search({ orgId, expression, where, maxItems, details }, signal) {
      refuseOrganization(orgId, "search products");
      refuseExpression(expression);
      checkWhere(where);
      const unmet = matcherOf(where);
      const isWanted = (product: Product) => unmet(product) === undefined;
      if (where.productKeys) {
        const read = await readEach([...new Set(where.productKeys)], getIfPresent, signal);
        const found = read.filter(isWanted).sort(newestFirst);
        if (found.length > maxItems) throw tooManyProducts(found.length, maxItems);
        return found;
      }
      // The rows of the list have every attribute a filter can use, so details are read only for matches.
      const rows = await listProducts(client, { maxItems, ...(isFilter(where) && { keep: isWanted }) }, signal);
      return details ? readEach(rows, (row, ended) => getIfPresent(row.productKey ?? "", ended), signal) : rows;
    },
  };
}

/** In the order of the service's lists; times of equal length sort as text. */
const newestFirst = (a: Product, b: Product): number => {
  const [left, right] = [a.createTime ?? "", b.createTime ?? ""];
  return left < right ? 1 : left > right ? -1 : 0;
};

function refuseOrganization(orgId: string | null, purpose: string): void {
  if (orgId === null) return;
  throw new Problem("organizations-unsupported", {
    reason: "Aliyun IoT has no organizations: products belong to an account, a region and an instance.",
    remedy: "Remove org_id. For another instance or region, use a provider block of its own, with an alias.",
    facts: { purpose },
    path: attributeAt([], "org_id"),
  });
}

function refuseExpression(expression: ProductQuery["expression"]): void {
  if (expression === null) return;
  throw new Problem("expression-unsupported", {
    reason:
      "Aliyun IoT lists products without a search of its own, so there is nothing expression could be passed on to.",
    remedy: "Use where.",
    facts: { purpose: "search products" },
    path: attributeAt([], "expression"),
  });
}
