import type { Product } from "../product/product";

/** The attributes of a product that code depends on, in the order of the artefacts. */
export const factNames = [
  "productKey",
  "productName",
  "modelId",
  "productType",
  "defaultValidDay",
  "maxValidDay",
] as const satisfies readonly (keyof Product)[];

export type FactName = (typeof factNames)[number];

/** Its key is never null: a response without one is refused. */
export type Facts = Pick<Product, FactName> & { readonly productKey: string };

export const factsOf = (product: Product): Facts =>
  Object.fromEntries(factNames.map((name) => [name, product[name]])) as unknown as Facts;

/** The same facts with other texts. */
export const mapTexts = (facts: Facts, map: (text: string) => string): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === "string" ? map(fact) : fact]),
  ) as unknown as Facts;
