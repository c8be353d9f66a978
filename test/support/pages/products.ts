import type { Content, PageProduct } from "../../../src/bootstrap/page/content";

/** A product as a page lists it. */
export const pageProduct = (productKey: string, more: Partial<PageProduct> = {}): PageProduct => ({
  productKey,
  productName: "Meter",
  localizedNames: null,
  modelId: "M",
  productType: "Device",
  defaultValidDay: null,
  maxValidDay: null,
  ...more,
});

/** What a page lists. */
export const content = (products: readonly PageProduct[]): Content => ({
  title: "EnOS Connect",
  origin: { endpoint: "https://enos.example.com/", orgId: "o1" },
  query: null,
  products,
});
