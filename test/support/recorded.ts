import type { Entry } from "../../src/lock/entry";
import { type Product, productAttributes } from "../../src/product/product";

/** A product with all attributes, null where nothing is said. */
export const product = (productKey: string, more: Partial<Product> = {}): Product => ({
  ...(Object.fromEntries(Object.keys(productAttributes).map((name) => [name, null])) as unknown as Product),
  id: productKey,
  productKey,
  ...more,
});

/** A product as the lock file records it. */
export const entry = (productKey: string, more: Partial<Product> = {}, orgId = "o1"): Entry => ({
  origin: { platform: "enos", endpoint: "https://enos.example.com/", orgId },
  query: { product: productKey },
  fetchedAt: "2026-01-01T00:00:00.000Z",
  value: product(productKey, more),
});
