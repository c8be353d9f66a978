import type { Inventory } from "../../src/bootstrap/inventory";
import type { Product } from "../../src/product/product";
import { product } from "./recorded";

export { oddKeys, oddNames } from "./odd-names";

/** What a read of an imaginary platform gave. */
export const inventoryOf = (products: readonly Product[], more: Partial<Inventory> = {}): Inventory => ({
  title: "EnOS Connect",
  origin: { platform: "enos", endpoint: "https://enos.example.com/", orgId: "o1" },
  variables: { CONNECT_ENOS_ENDPOINT: "https://enos.example.com/", CONNECT_ENOS_ORG_ID: "o1" },
  query: { products: {} },
  products: [...products].sort((a, b) => ((a.productKey ?? "") < (b.productKey ?? "") ? -1 : 1)),
  ...more,
});

/** A product whose texts are all the same odd one. */
export const odd = (productKey: string, text: string | null): Product =>
  product(productKey, { productName: text, modelId: text, productType: "Device", maxValidDay: 1095 });
