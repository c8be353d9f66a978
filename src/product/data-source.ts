import { defineElement } from "../plugin/provider";
import { computed, optional, optionalComputed, required } from "../schema/attribute";
import { list, map } from "../schema/collection";
import { snakeCase } from "../schema/name";
import { object } from "../schema/object";
import { attributeAt } from "../schema/path";
import { isProblem } from "../schema/problem";
import { bool, integer, string } from "../schema/type";
import { contradictions } from "./bounds";
import { checkPresent, checkProductKey } from "./check-text";
import { checkProduct, checkProducts, productExpectation, productsExpectation } from "./expectation";
import { withNearMisses } from "./nearest";
import { type Product, productAttributes } from "./product";
import { type ProductRecord, readOrRecorded, recordAttributes } from "./record";
import { MAX_ITEMS, type ProductQuery, type ProductSource } from "./source";
import { collectUnread, type OnUnread, unreadWarning } from "./unread";
import { whereAttributes } from "./where";

/** The configured provider of both data sources; `source` throws while its configuration is unknown. */
export interface ProductClient {
  readonly source: () => ProductSource;
  readonly record: ProductRecord;
}

const orgIdDescription = "Organization (OU) to search. Default: the provider's.";

/** `data "connect_product"`: exactly one product, or an error that names similar keys. */
export const connectProduct = defineElement({
  description: "Reads one product (device type) by its key. A product that does not exist is an error.",
  attributes: {
    ...productAttributes,
    productKey: required(string, productAttributes.productKey.description, { check: checkProductKey }),
    orgId: optionalComputed(string, "Organization (OU) that the product belongs to. Default: the provider's.", {
      check: checkPresent,
    }),
    ...productExpectation,
    ...recordAttributes,
  },
  validate: contradictions,
  read: async (config, client: ProductClient, { signal, warn }) => {
    const { productKey, orgId, expect, atLeast, atMost, onDrift, onUnavailable } = config;
    const source = client.source();
    const { value, recordedAt } = await readOrRecorded(client.record, config, warn, () =>
      withNearMisses(source, config, signal, () => source.get(productKey, orgId, signal)),
    );
    const product = { ...value, productKey, orgId: value.orgId ?? orgId };
    const drift = checkProduct(config, product, warn);
    return { ...product, expect, atLeast, atMost, onDrift, drift, onUnavailable, recordedAt };
  },
});

/** `data "connect_products"`: every product that matches, in the platform's order; the result may be empty. */
export const connectProducts = defineElement({
  description:
    "Lists the products that match, newest first. If none matches, the result is empty; if more than `max_items` match, the read fails rather than return part of them.",
  attributes: {
    orgId: optional(string, orgIdDescription, { check: checkPresent }),
    where: optional(
      object(whereAttributes),
      "Filters; a product must meet all that are set. Default: all products. Terraform silently ignores unknown members; check the spelling.",
    ),
    expression: optional(
      string,
      "Search expression in the platform's own language, sent unchanged; the provider block of the platform has an example.",
      { check: checkPresent },
    ),
    maxItems: optional(
      integer,
      `Largest number of products that may match; more are an error. Default \`${MAX_ITEMS}\`.`,
      {
        check: (value) => (value >= 1 ? undefined : `It must be at least 1; it is ${value}.`),
      },
    ),
    details: optional(
      bool,
      "Whether to read attributes that the platform's list lacks, with one more request per product. Set it to `false` for fewer requests. Default `true`.",
    ),
    ...productsExpectation,
    ...recordAttributes,
    productKeys: computed(list(string), "Keys of the matching products, in the platform's order (newest first)."),
    // A plain map of objects, not nested attributes: Terraform's mocks cannot give those any elements.
    products: computed(
      map(object(productAttributes)),
      "The matching products by key, for use with `for_each`; each has the attributes of `connect_product`.",
    ),
  },
  validate: contradictions,
  read: async (config, client: ProductClient, { signal, warn }) => {
    const { orgId, where, expression, onUnavailable } = config;
    const maxItems = config.maxItems ?? MAX_ITEMS;
    const details = config.details ?? true;
    const query = { orgId, where: where ?? {}, expression, maxItems, details };
    const { note, all } = collectUnread();
    const source = client.source();
    const { value: products, recordedAt } = await readOrRecorded(
      client.record,
      { orgId, onUnavailable, products: query },
      warn,
      () => searchProducts(source, query, signal, note),
    );
    if (all().length > 0) warn(unreadWarning(all(), snakeCase));
    const byKey = new Map(products.map((product) => [product.productKey ?? "", product]));
    const drift = checkProducts(config, byKey, warn);
    const productKeys = products.map(({ productKey }) => productKey ?? "");
    return { ...config, drift, recordedAt, productKeys, products: Object.fromEntries(byKey) };
  },
});

async function searchProducts(
  source: ProductSource,
  query: ProductQuery,
  signal: AbortSignal,
  onUnread: OnUnread,
): Promise<Product[]> {
  try {
    return await source.search(query, signal, onUnread);
  } catch (error) {
    throw isProblem(error, "too-many-products") ? error.with({ path: attributeAt([], "max_items") }) : error;
  }
}
