import type { ProductQuery, ProductSource } from "../../src/product/source";
import type { Unread } from "../../src/product/unread";
import { detail, ok as fine, query, type Reply, service } from "./aliyun-service";
import { gateway, ok, row } from "./gateway";

export type Members = Readonly<Record<string, unknown>>;

/** A platform whose list has these rows, and which answers a single read with the row of that key. */
export interface Loose {
  readonly name: string;
  readonly open: (rows: readonly Members[], more?: Members) => Promise<ProductSource>;
  readonly complete: (number: number, more?: Members) => Members;
  readonly key: string;
  readonly keyOf: (number: number) => string;
}

const enos: Loose = {
  name: "EnOS",
  key: "productKey",
  keyOf: (number) => `p${number}`,
  complete: (number, more) =>
    row(`p${number}`, {
      productDesc: "",
      dataFormat: "Json",
      protocolGatewayIds: null,
      dynamicActiveEnabled: false,
      biDirectionalAuth: true,
      createTime: 1_600_000_000_000,
      createBy: "a",
      updateTime: 1_600_000_000_001,
      updateBy: "b",
      defaultValidDay: 365,
      maxValidDay: 730,
      ...more,
    }),
  open: async (rows, more = {}) => {
    const { source } = await gateway(({ query: asked }) => {
      if (asked.get("action") === "search") return ok(rows, { pagination: { totalSize: rows.length }, ...more });
      return ok(rows.find(({ productKey }) => productKey === asked.get("productKey")));
    });
    return source();
  },
};

const aliyun: Loose = {
  name: "Aliyun",
  key: "ProductKey",
  keyOf: (number) => `a1key${number}`,
  complete: detail,
  open: async (rows, more = {}) => {
    const { source } = await service(({ action, query: asked }): Reply => {
      if (action === "QueryProductList") return fine({ Total: rows.length, List: { ProductInfo: rows } }, more);
      return fine(rows.find(({ ProductKey }) => ProductKey === asked.get("ProductKey")));
    });
    return source();
  },
};

export const loosePlatforms = [enos, aliyun] as const;

/** A list with what could not be read. */
export async function list(source: ProductSource, changes: Partial<ProductQuery> = {}) {
  const unread: Unread[] = [];
  const products = await source.search(query(changes), undefined, (each) => unread.push(each));
  return { products, unread, names: unread.map(({ productKey, attribute }) => `${productKey} ${attribute.join(".")}`) };
}
