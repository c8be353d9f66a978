import { printExpected } from "../../../src/bootstrap/expectations";
import { readExpectations } from "../../../src/drift/expectations";
import { inventoryOf, odd, oddKeys, oddNames } from "../../support/inventories";
import { product } from "../../support/recorded";

const never = (warning: string) => {
  throw new Error(warning);
};

test("drift reads what was written: origin, question and all that lasts, whatever the names are", () => {
  const inventory = inventoryOf([
    ...oddNames.map((name, index) => odd(`key${index}`, name)),
    ...oddKeys.map((key) => odd(key, "Odd key")),
  ]);
  const { origin, query, products } = readExpectations(printExpected(inventory, never), "expectations.json");
  expect({ origin, query }).toEqual({ origin: inventory.origin, query: inventory.query });
  for (const { updateTime: _, updateBy: __, ...lasting } of inventory.products)
    expect(Object.getOwnPropertyDescriptor(products, lasting.productKey as string)?.value).toEqual(lasting);
  expect(Object.keys(products)).toHaveLength(inventory.products.length);
});

test("what changes by itself is not expected", () => {
  const aliyun = { deviceCount: 3, owner: true, netType: "WIFI" };
  const lamp = product("k", { updateTime: "2026-01-01T00:00:00.000Z", updateBy: "me", aliyun: aliyun as never });
  const { products } = readExpectations(printExpected(inventoryOf([lamp]), never), "expectations.json");
  expect(products.k).not.toHaveProperty("updateTime");
  expect(products.k).not.toHaveProperty("updateBy");
  expect(products.k?.aliyun).toEqual({ owner: true, netType: "WIFI" });
});

test("what could not be read is not expected, because its null says nothing of the platform", () => {
  const unread = [["modelId"], ["aliyun", "netType"]].map((attribute) => ({
    productKey: "k",
    attribute,
    reason: "In product k, it is a list.",
    facts: {},
  }));
  const both = ["k", "l"].map((key) =>
    product(key, { modelId: "M", productType: "Device", aliyun: { owner: true, netType: null } as never }),
  );
  const { products } = readExpectations(printExpected({ ...inventoryOf(both), unread }, never), "expectations.json");
  expect(products.k).toMatchObject({ productType: "Device", aliyun: { owner: true } });
  expect(products.k).not.toHaveProperty("modelId");
  expect(products.k?.aliyun).not.toHaveProperty("netType");
  expect(products.l).toMatchObject({ modelId: "M", aliyun: { owner: true, netType: null } });
});

test("where one tag is named like a secret, all tags of its product are left out, and that is told", () => {
  const warnings: string[] = [];
  const tagged = product("k", { productName: "Meter", productTags: { site: "a", "access-token": "canary" } });
  const text = printExpected(inventoryOf([tagged, product("l", { productTags: { site: "b" } })]), (warning) =>
    warnings.push(warning),
  );
  expect(text).not.toContain("canary");
  expect(warnings).toEqual([
    'product "k": productTags is left out, because one of its members has a name like a secret: drift does not compare it',
  ]);
  const { products } = readExpectations(text, "expectations.json");
  expect(products.k).toMatchObject({ productName: "Meter" });
  expect(products.k).not.toHaveProperty("productTags");
  expect(products.l).toMatchObject({ productTags: { site: "b" } });
});
