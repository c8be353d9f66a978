import { checkQuotable } from "../../product/check-text";
import type { ProductWhere } from "../../product/source";
import { wherePath } from "../../product/where";
import { attributeAt } from "../../schema/path";
import { Problem } from "../../schema/problem";

/** A filter in two parts: one that EnOS applies, and one that is applied locally because no expression can hold it. */
export interface Split {
  readonly expression: string | null;
  /** what EnOS applies and every product of the response must meet, because a gateway may ignore a filter */
  readonly pushed: ProductWhere;
  readonly local: ProductWhere | null;
}

/**
 * Splits a filter and joins its first part with the practitioner's own expression. `locales`: where a name is searched in addition
 * to the default, zh_CN and en_US ones, which EnOS always searches. Throws Problem filter-unusable.
 */
export function splitWhere(where: ProductWhere, own: string | null, locales: readonly string[] = []): Split {
  const { productKeys, modelId, nameContains } = where;
  const terms: string[] = [];
  if (productKeys) terms.push(`productKey in (${productKeys.map((key) => quote(key, "product_keys")).join(",")})`);
  if (isSet(modelId)) terms.push(`modelId = ${quote(modelId, "model_id")}`);
  if (isSet(nameContains)) terms.push(likeName(quote(nameContains, "name_contains"), locales));

  const tagsSent: Record<string, string> = {};
  const localTags: Record<string, string> = {};
  for (const [key, value] of Object.entries(where.tags ?? {})) {
    // Tag keys may also hold "-" and "/", but no document says how an expression spells those.
    const isSent = /^[A-Za-z0-9_]+$/.test(key);
    if (isSent) terms.push(`productTags.${key} = ${quote(value, "tags")}`);
    (isSent ? tagsSent : localTags)[key] = value;
  }

  const local: ProductWhere = {
    ...(isSet(where.productType) ? { productType: where.productType } : {}),
    ...(isSet(where.nameRegex) ? { nameRegex: where.nameRegex } : {}),
    ...(Object.keys(localTags).length > 0 ? { tags: localTags } : {}),
  };
  const pushed = { productKeys, modelId, tags: tagsSent };
  return { expression: join(terms, own), pushed, local: Object.keys(local).length > 0 ? local : null };
}

function likeName(literal: string, locales: readonly string[]): string {
  const terms = ["productName", ...locales.map((locale) => `productName.${locale}`)].map(
    (name) => `${name} like ${literal}`,
  );
  return terms.length === 1 ? terms.join() : `(${terms.join(" or ")})`;
}

const isSet = (value: string | null | undefined): value is string => value !== null && value !== undefined;

function quote(value: string, attribute: string): string {
  const reason = checkQuotable(value);
  if (reason !== undefined)
    throw new Problem("filter-unusable", { path: wherePath(attribute), reason: `${JSON.stringify(value)}: ${reason}` });
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

function join(terms: readonly string[], own: string | null): string | null {
  const written = own !== null && own.trim() !== "" ? own : null;
  if (terms.length === 0) return written;
  if (written === null) return terms.join(" and ");
  if (!isClosed(written))
    throw new Problem("filter-unusable", {
      path: attributeAt([], "expression"),
      reason: "Its parentheses or quotes do not match, so it cannot be combined with where.",
    });
  return [`(${written})`, ...terms].join(" and ");
}

/** Whether parentheses and quotes match: `a) or (b` would close the parentheses put around it. */
function isClosed(expression: string): boolean {
  let depth = 0;
  for (const [token] of expression.replace(/"[^"]*"|'[^']*'/g, "").matchAll(/[()"']/g)) {
    if (token === "(") depth += 1;
    else if (token === ")") depth -= 1;
    if (token === '"' || token === "'" || depth < 0) return false;
  }
  return depth === 0;
}
