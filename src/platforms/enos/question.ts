import type { Product } from "../../product/product";
import { type Matcher, wherePath } from "../../product/where";
import { snakeCase } from "../../schema/name";
import { printPath } from "../../schema/path";
import { mismatched } from "../exchange";
import type { ApiResponse } from "./response";

/** What was asked, as far as a response shows whether it was listened to. */
export interface Question {
  readonly orgId: string;
  /** of a get */
  readonly productKey?: string;
  /** of a search: the filters that the expression holds */
  readonly unmet?: Matcher;
}

/** Throws for a product that was not asked for. A response that names no organization is about the one that was asked for. */
export function checkResponse(product: Product, question: Question, response: ApiResponse): void {
  const { orgId, productKey, unmet } = question;
  const refuse = (which: string): never => {
    const named = `"${response.show(product.productKey ?? "", 100)}"`;
    throw mismatched(response, `The platform answered with product ${named}${which}.`);
  };
  if (productKey !== undefined && product.productKey !== productKey) refuse("");
  if (product.orgId !== null && product.orgId !== orgId)
    refuse(` of organization "${response.show(product.orgId)}"; organization "${orgId}" was asked for`);
  const filter = unmet?.(product);
  if (filter !== undefined)
    refuse(`, which does not meet ${printPath(wherePath(snakeCase(filter)))}: it ignored the filter`);
}
