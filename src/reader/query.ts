import { createHash } from "node:crypto";
import type { ProductWhere } from "../product/source";
import { harmless, oneLine, printValue } from "../schema/foreign-text";
import { stableText } from "../schema/stable-text";

/** Which products of the whole world are meant: the platform, its address, the organization or instance. */
export type Origin = Readonly<Record<string, string>>;

/** Which of several products: only what restricts, each list and map in one order. */
export interface ProductsQuery {
  readonly where?: ProductWhere;
  readonly expression?: string;
  readonly details?: false;
}

/** What is asked, in one spelling for one meaning: the same question finds its recorded answer. */
export type Query = { readonly product: string } | { readonly products: ProductsQuery };

/** The arguments of a plural look-up as an author writes them. */
export interface ProductsArguments extends Omit<ProductsQuery, "details"> {
  readonly details?: boolean;
}

export function productsQuery({ where, expression, details }: ProductsArguments): { readonly products: ProductsQuery } {
  const set = Object.entries(where ?? {}).filter(([, value]) => value !== null && value !== undefined);
  const kept = Object.fromEntries(set) as { -readonly [K in keyof ProductWhere]: ProductWhere[K] };
  if (kept.productKeys) kept.productKeys = [...new Set(kept.productKeys)].sort();
  return {
    products: {
      ...(set.length > 0 && { where: kept }),
      ...(expression !== undefined && { expression }),
      ...(details === false && { details }),
    },
  };
}

/** Identifies a question, and sorts questions: by platform, address, organization, then by query. */
export const keyOf = (origin: Origin, query: Query): string => stableText({ origin, query });

/** Short for the key of an entry: what `lock show` prints and `lock refresh` takes. */
export const idOf = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 8);

/** For messages: `product "8f7KmDED" (enos, https://…, orgId o1)`. */
export const printQuery = (origin: Origin, query: Query): string => `${printAsked(query)} (${printOrigin(origin)})`;

/** `product "8f7KmDED"` */
export const printAsked = (query: Query): string =>
  "product" in query ? `product ${printValue(query.product)}` : printProducts(query.products);

/** `enos, https://…, orgId o1` */
export const printOrigin = ({ platform, endpoint, ...rest }: Origin): string =>
  oneLine([platform, endpoint, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(", "));

const printProducts = (query: ProductsQuery): string =>
  Object.keys(query).length === 0 ? "all products" : `products ${harmless(JSON.stringify(query))}`;
