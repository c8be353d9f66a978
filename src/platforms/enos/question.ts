import { isUndecided, type Matcher, wherePath } from "../../product/where";
import { snakeCase } from "../../schema/name";
import { printPath } from "../../schema/path";
import { mismatched } from "../exchange";
import type { Listed } from "../listed";
import type { ApiResponse } from "./response";

/** The parts of a request that its response can be checked against. */
export interface Question {
  readonly orgId: string;
  /** of a get */
  readonly productKey?: string;
  /** of a search: the filters that the expression holds */
  readonly unmet?: Matcher;
}

/** Throws for a product that was not requested. A response without an organization is about the requested one. */
export function checkResponse({ product, unread }: Listed, question: Question, response: ApiResponse): void {
  const { orgId, productKey, unmet } = question;
  const refuse = (which: string): never => {
    const named = `"${response.show(product.productKey ?? "", 100)}"`;
    throw mismatched(response, `The platform returned product ${named}${which}.`);
  };
  if (productKey !== undefined && product.productKey !== productKey) refuse("");
  if (product.orgId !== null && product.orgId !== orgId)
    refuse(` of organization "${response.show(product.orgId)}"; organization "${orgId}" was requested`);
  const filter = unmet?.(product);
  if (filter !== undefined && !isUndecided(filter, unread))
    refuse(`, which does not meet ${printPath(wherePath(snakeCase(filter)))}: it ignored the filter`);
}
