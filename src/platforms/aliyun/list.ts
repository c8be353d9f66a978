import { keyOfListed, type Listed, listed } from "../listed";
import { type Page, readRows, readTotal, type Walk, walkPages } from "../pages";
import type { Client } from "./client";
import { memberOf, readProduct } from "./product";
import type { ApiResponse } from "./response";

/** The documented maximum of QueryProductList. */
const PAGE_SIZE = 200;

const purpose = "search products";

/** The rows of QueryProductList that are wanted, newest first as the service sends them. Throws Problem. */
export function listProducts(
  client: Client,
  wanted: Pick<Walk<Listed>, "keep" | "maxItems" | "progress">,
  signal?: AbortSignal,
): Promise<Listed[]> {
  const fetch = async (pageNo: number): Promise<Page<Listed>> => {
    const parameters = { CurrentPage: String(pageNo), PageSize: String(PAGE_SIZE) };
    return readPage(await client.call({ action: "QueryProductList", parameters, purpose, signal }));
  };
  return walkPages({ fetch, keyOf: keyOfListed, before: 0, ...wanted }, "name the products with where.product_keys");
}

function readPage(response: ApiResponse): Page<Listed> {
  const { Data: data } = response.json;
  const total = readTotal(memberOf(data, "Total"), "Data.Total", response);
  const rows = readRows(memberOf(memberOf(data, "List"), "ProductInfo"), total, "Data.List.ProductInfo", response);
  return { items: rows.map((row) => listed((onUnread) => readProduct(row, response, onUnread))), total };
}
