import type { Product } from "../../product/product";
import type { ProductQuery } from "../../product/source";
import type { OnUnread } from "../../product/unread";
import { matcherOf } from "../../product/where";
import { keeping, keyOfListed, type Listed, listed, productsOf } from "../listed";
import { type Page, readRows, readTotal, walkPages } from "../pages";
import type { Client } from "./client";
import { splitWhere } from "./expression";
import { readProduct } from "./product";
import { checkResponse, type Question } from "./question";
import type { ApiResponse } from "./response";

export interface ListSettings {
  readonly orgId: string;
  readonly pageSize: number;
  /** locales whose names are searched, in addition to those EnOS always searches */
  readonly locales: readonly string[];
}

const purpose = "search products";

/** The products that match, newest first as the platform sends them. Throws Problem. */
export async function listProducts(
  client: Client,
  { orgId: configured, pageSize, locales }: ListSettings,
  { orgId, where, expression, progress }: ProductQuery,
  bounds: { readonly maxItems: number; readonly before: number },
  signal: AbortSignal | undefined,
  onUnread: OnUnread,
): Promise<Product[]> {
  const { expression: sent, pushed, local } = splitWhere(where, expression, locales);
  const question = { orgId: orgId ?? configured, unmet: matcherOf(pushed) };
  const fetch = async (pageNo: number): Promise<Page<Listed>> => {
    const body = JSON.stringify({ ...(sent === null ? {} : { expression: sent }), pagination: { pageNo, pageSize } });
    const response = await client.call({ action: "search", orgId: question.orgId, body, purpose, signal });
    return readPage(response, question);
  };
  const walk = {
    fetch,
    keyOf: keyOfListed,
    ...(local && { keep: keeping(matcherOf(local), onUnread) }),
    ...bounds,
    progress,
  };
  return productsOf(await walkPages(walk, "narrow the search until one page holds it"), onUnread);
}

function readPage(response: ApiResponse, question: Question): Page<Listed> {
  const { data, pagination } = response.json;
  const announced = (pagination as { totalSize?: unknown } | null | undefined)?.totalSize ?? null;
  const total = announced === null ? null : readTotal(announced, "pagination.totalSize", response);
  const items = readRows(data, total, "data", response).map((row) =>
    listed((onUnread) => readProduct(row, response, onUnread)),
  );
  for (const item of items) checkResponse(item, question, response);
  return { items, total };
}
