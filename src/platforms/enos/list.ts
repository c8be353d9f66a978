import type { Product } from "../../product/product";
import type { ProductQuery } from "../../product/source";
import { matcherOf } from "../../product/where";
import { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { misshapen } from "../exchange";
import { MAX_PAGES, type Page, type Unsteady, walkPages } from "../pages";
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
  { orgId, where, expression }: ProductQuery,
  bounds: { readonly maxItems: number; readonly before: number },
  signal: AbortSignal | undefined,
): Promise<Product[]> {
  const { expression: sent, pushed, local } = splitWhere(where, expression, locales);
  const question = { orgId: orgId ?? configured, unmet: matcherOf(pushed) };
  const unmetLocally = local && matcherOf(local);
  const fetch = async (pageNo: number): Promise<Page<Product>> => {
    const body = JSON.stringify({ ...(sent === null ? {} : { expression: sent }), pagination: { pageNo, pageSize } });
    const response = await client.call({ action: "search", orgId: question.orgId, body, purpose, signal });
    return readPage(response, question);
  };
  return walkPages(
    {
      fetch,
      keyOf: ({ productKey }) => productKey ?? "",
      ...(unmetLocally && { keep: (product: Product) => unmetLocally(product) === undefined }),
      ...bounds,
    },
    listChanged,
  );
}

function readPage(response: ApiResponse, question: Question): Page<Product> {
  const { data, pagination } = response.json;
  const total = (pagination as { totalSize?: unknown } | null | undefined)?.totalSize ?? null;
  if (total !== null && !(Number.isSafeInteger(total) && (total as number) >= 0))
    throw misshapen(response, `pagination.totalSize: expected a whole number, found ${describe(total)}.`);
  const rows = data ?? (total === 0 ? [] : data);
  if (!Array.isArray(rows)) throw misshapen(response, `data: expected a list, found ${describe(data)}.`);
  const items = rows.map((row) => readProduct(row, response));
  for (const product of items) checkResponse(product, question, response);
  return { items, total: total as number | null };
}

function listChanged({ total, distinct, pages }: Unsteady): Problem {
  const announced = total === null ? "did not say how many products match" : `announced ${total} products`;
  const endless = pages === MAX_PAGES;
  return new Problem("products-changed", {
    ...(endless && { summary: "Too many pages" }),
    reason: endless
      ? `The platform ${announced}, and page ${pages}, the last one that is read, was not the last one of the list.`
      : `The platform ${announced}, and its ${pages} pages held ${distinct} different ones, in two walks.`,
    remedy:
      (endless
        ? ""
        : "Products are being created or deleted, or changes made moments ago are still spreading: try again shortly. ") +
      "If it persists, the platform does not page as documented: narrow the search until one page holds it.",
    facts: { purpose },
  });
}
