import { readdirSync } from "node:fs";
import { TerraformStack, Testing } from "cdktf";
import * as cdktn from "cdktn";
import { Connect, ConnectProduct, ConnectProducts, type ConnectProductsConfig, ConnectProvider } from "../../../src";
import { readsOf } from "../../../src/synth/reads";
import { writeRecorded } from "../../../src/synth/record";
import { type FakeProduct, fakeProducts } from "../../../src/testing";
import { newDirectory } from "../../support/directory";

let directory: string;
beforeEach(() => {
  directory = newDirectory();
  jest.spyOn(process, "cwd").mockReturnValue(directory);
  for (const name of Object.keys(process.env)) if (name.startsWith("CONNECT_")) delete process.env[name];
});
afterEach(() => {
  delete process.env.CI;
  jest.restoreAllMocks();
});

const stackOf = (...products: readonly FakeProduct[]) => {
  const app = Testing.app();
  fakeProducts(app, products);
  return new TerraformStack(app, "stack");
};
const lookUp = (stack: TerraformStack, productKey: string, orgId?: string) =>
  ConnectProduct.lookup(stack, { productKey, ...(orgId !== undefined && { orgId }) });

test.each([undefined, "auto", "locked", "refresh", "live", "prune"])(
  "values need no platform and no file with CONNECT_LOOKUPS=%s",
  async (mode) => {
    if (mode === undefined) process.env.CI = "true";
    else process.env.CONNECT_LOOKUPS = mode;
    const stack = stackOf({ productKey: "k", modelId: "M", maxValidDay: 3 });
    await Connect.prefetch(stack.node.root, [{ productKey: "k" }, { productKey: "nothing" }, { products: {} }]);
    expect(new ConnectProduct(stack, "p", { productKey: "k" }).atSynth.maxValidDay).toBe(3);
    expect(ConnectProduct.find(stack, { productKey: "nothing" })).toBeUndefined();
    expect(new ConnectProducts(stack, "all").atSynth.productKeys).toEqual(["k"]);
    writeRecorded();
    expect(readdirSync(directory)).toEqual([]);
  },
);

test("a product has all attributes: those given, its key as id, and null for the others", () => {
  const given = { productKey: "k", productTags: { b: "1", a: "2" }, aliyun: { netType: "WIFI" } };
  const product = lookUp(stackOf(given), "k");
  expect({ ...product }).toMatchObject({
    id: "k",
    productKey: "k",
    modelId: null,
    createTime: null,
    localizedNames: null,
  });
  expect(product.productTags).toEqual({ a: "2", b: "1" });
  expect({ ...product.aliyun }).toMatchObject({ netType: "WIFI", categoryKey: null });
  expect(lookUp(stackOf({ productKey: "k" }), "k").aliyun).toBeNull();
  // What a program reads is frozen; what the test gave is the test's own.
  expect(Object.isFrozen(given.productTags)).toBe(false);
});

test("what was read of a fake becomes the expectation of the plan, as with a real product", () => {
  const stack = stackOf({ productKey: "k", productType: "Gateway", modelId: "M" });
  new ConnectProvider(stack, "connect", {});
  const product = new ConnectProduct(stack, "p", { productKey: "k" });
  expect(product.atSynth.productType).toBe("Gateway");
  expect([...readsOf(product.atSynth)]).toEqual(["productType"]);
  expect(JSON.parse(Testing.synth(stack)).data.connect_product.p.expect).toEqual({ product_type: "Gateway" });
});

test("a key that was not given is an error with the construct and the near miss", () => {
  const stack = stackOf({ productKey: "pump0001" });
  expect(() => new ConnectProduct(stack, "p", { productKey: "pump0002" }).atSynth).toThrow(
    expect.objectContaining({
      code: "product-not-found",
      message: expect.stringMatching(/stack\/p: "pump0002" is not among .*fakeProducts.* Did you mean "pump0001"\?/),
    }),
  );
  expect(() => lookUp(stackOf(), "a")).toThrow(/is not among the products that fakeProducts was given\. Add it there/);
});

const several = () =>
  stackOf(
    { productKey: "c", productType: "Gateway", productName: "North", productTags: { site: "A" } },
    { productKey: "a", productType: "Device", modelId: "M", localizedNames: { zh_CN: "北" } },
    { productKey: "b", productType: "Gateway", productName: "South", productTags: { site: "B" } },
  );

test.each<[ConnectProductsConfig, string[]]>([
  [{}, ["c", "a", "b"]],
  [{ where: { productType: "Gateway" } }, ["c", "b"]],
  [{ where: { productType: "Gateway", nameContains: "SOUTH" } }, ["b"]],
  [{ where: { nameRegex: "^(North|北)$" } }, ["c", "a"]],
  [{ where: { tags: { site: "B" } } }, ["b"]],
  [{ where: { productKeys: ["b", "nothing", "a"] } }, ["a", "b"]],
  [{ where: { modelId: "other" } }, []],
  [{ where: { modelId: "M" }, details: false }, ["a"]],
])("a search for %j keeps the order of the products", (config, keys) => {
  expect(new ConnectProducts(several(), "s", config).atSynth.productKeys).toEqual(keys);
});

test.each<[ConnectProductsConfig, RegExp]>([
  [{ expression: "modelId = 'M'" }, /stack\/s: .*fakeProducts.*Use where, or startEmulator/],
  [{ maxItems: 2 }, /3 products match/],
  [{ where: { nameRegex: "(" } }, /where\.nameRegex: It is not an RE2/],
])("a search with %j is an error", (config, message) => {
  expect(() => new ConnectProducts(several(), "s", config).atSynth).toThrow(message);
});

test("arguments that the provider would refuse are refused with fakes as well", () => {
  const stack = stackOf({ productKey: "k" });
  new ConnectProvider(stack, "connect", { requestTimeout: 0 });
  expect(() => lookUp(stack, "k")).toThrow(/request_timeout: It must be between/);
  expect(() => lookUp(stackOf({ productKey: "k" }), "")).toThrow(/productKey/);
});

test("an organization distinguishes the products that have one", () => {
  const stack = stackOf(
    { productKey: "k", orgId: "o1", modelId: "M1" },
    { productKey: "k", orgId: "o2", modelId: "M2" },
    { productKey: "everywhere" },
  );
  expect(lookUp(stack, "k", "o2").modelId).toBe("M2");
  expect(lookUp(stack, "k").modelId).toBe("M1");
  expect(lookUp(stack, "everywhere", "o2").orgId).toBeNull();
  expect(ConnectProduct.find(stack, { productKey: "k", orgId: "o3" })).toBeUndefined();
});

test("each app has its own products, a later call replaces them, and any construct stands for its app", () => {
  const [one, other] = [stackOf({ productKey: "k", modelId: "M1" }), stackOf({ productKey: "k", modelId: "M2" })];
  expect([lookUp(one, "k").modelId, lookUp(other, "k").modelId]).toEqual(["M1", "M2"]);
  fakeProducts(new ConnectProduct(one, "p", { productKey: "k" }), [{ productKey: "k", modelId: "M3" }]);
  expect([lookUp(one, "k").modelId, lookUp(other, "k").modelId]).toEqual(["M3", "M2"]);
});

test.each([
  [[{ productKey: "k", modelid: "M" }], /products\[0\]\.modelid: unknown attribute \(did you mean modelId\?\)/],
  [[{ productKey: "k", aliyun: { nettype: "WIFI" } }], /products\[0\]\.aliyun\.nettype: unknown .*netType/],
  [[{ productKey: "k", maxValidDay: "3" }], /products\[0\]\.maxValidDay: expected a/],
  [[{ modelId: "M" }], /products\[0\]\.productKey: expected a string, found nothing/],
  [[{ productKey: "" }], /products\[0\]\.productKey: /],
  [[{ productKey: "k" }, { productKey: "k" }], /products\[1\]\.productKey: the same as in products\[0\]/],
  [{ productKey: "k" }, /products: expected a list, found an object/],
])("%j is refused", (products, message) => {
  expect(() => fakeProducts(Testing.app(), products as never)).toThrow(message);
});

test("an app of the other library names the import that is right", () => {
  expect(() => fakeProducts(new cdktn.App(), [])).toThrow(
    'This app belongs to cdktn: import fakeProducts from "cdktf-connect/cdktn/testing".',
  );
});
