import type { Product } from "../../product/product";
import { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { misshapen } from "../exchange";
import { MAX_PAGES, type Page, type Unsteady, type Walk, walkPages } from "../pages";
import type { Client } from "./client";
import { memberOf, readProduct } from "./product";
import type { ApiResponse } from "./response";

/** The documented maximum of QueryProductList. */
const PAGE_SIZE = 200;

const purpose = "search products";

/** The rows of QueryProductList that are wanted, newest first as the service sends them. Throws Problem. */
export function listProducts(
  client: Client,
  wanted: Pick<Walk<Product>, "keep" | "maxItems">,
  signal?: AbortSignal,
): Promise<Product[]> {
  const fetch = async (pageNo: number): Promise<Page<Product>> => {
    const parameters = { CurrentPage: String(pageNo), PageSize: String(PAGE_SIZE) };
    return readPage(await client.call({ action: "QueryProductList", parameters, purpose, signal }));
  };
  return walkPages({ fetch, keyOf: ({ productKey }) => productKey ?? "", before: 0, ...wanted }, listChanged);
}

function readPage(response: ApiResponse): Page<Product> {
  const { Data: data } = response.json;
  const total = memberOf(data, "Total");
  if (!Number.isSafeInteger(total) || (total as number) < 0)
    throw misshapen(response, `Data.Total: expected a whole number, found ${describe(total)}.`);
  const rows = memberOf(memberOf(data, "List"), "ProductInfo") ?? (total === 0 ? [] : undefined);
  if (!Array.isArray(rows))
    throw misshapen(response, `Data.List.ProductInfo: expected a list, found ${describe(rows)}.`);
  return { items: rows.map((row) => readProduct(row, response)), total: total as number };
}

function listChanged({ total, distinct, pages }: Unsteady): Problem {
  const endless = pages === MAX_PAGES;
  return new Problem("products-changed", {
    ...(endless && { summary: "Too many pages" }),
    reason: endless
      ? `The service announced ${total} products, and page ${pages}, the last one that is read, was not the last one of the list.`
      : `The service announced ${total} products, and its ${pages} pages held ${distinct} different ones, in two walks.`,
    remedy:
      (endless ? "" : "Products are being created or deleted: try again shortly. ") +
      "If it persists, the service does not page as documented: name the products with where.product_keys.",
    facts: { purpose },
  });
}
