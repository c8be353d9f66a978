import type { Product } from "../../product/product";
import { type Matcher, wherePath } from "../../product/where";
import { snakeCase } from "../../schema/name";
import { printPath } from "../../schema/path";
import { mismatched } from "../said";
import type { Answer } from "./answer";

/** What was asked, as far as an answer shows whether it was listened to. */
export interface Question {
  readonly orgId: string;
  /** of a get */
  readonly productKey?: string;
  /** of a search: the filters that the expression holds */
  readonly unmet?: Matcher;
}

/** Throws for a product that was not asked for. An answer that names no organization is about the one that was asked for. */
export function checkAnswers(product: Product, question: Question, answer: Answer): void {
  const { orgId, productKey, unmet } = question;
  const refuse = (which: string): never => {
    const named = `"${answer.show(product.productKey ?? "", 100)}"`;
    throw mismatched(answer, `The platform answered with product ${named}${which}.`);
  };
  if (productKey !== undefined && product.productKey !== productKey) refuse("");
  if (product.orgId !== null && product.orgId !== orgId)
    refuse(` of organization "${answer.show(product.orgId)}"; organization "${orgId}" was asked for`);
  const filter = unmet?.(product);
  if (filter !== undefined)
    refuse(`, which does not meet ${printPath(wherePath(snakeCase(filter)))}: it ignored the filter`);
}
