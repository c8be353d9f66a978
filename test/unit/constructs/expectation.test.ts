import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "../../../src";
import type { Entry } from "../../../src/lock/entry";
import { printLock } from "../../../src/lock/lock-file";
import type { Product } from "../../../src/product/product";
import { keyOf } from "../../../src/reader/query";
import { newDirectory } from "../../support/directory";
import { entry } from "../../support/recorded";

const one = entry("one", { modelId: "M", productDesc: "${x}", maxValidDay: 10, productTags: { a: "1" } });
const two = entry("two", { modelId: "M", dataFormat: "Json" });
const all: Entry = { ...one, query: { products: {} }, value: [two.value as Product, one.value as Product] };
const { endpoint = "", orgId } = one.origin;

let directory: string;
let cwd: jest.SpyInstance;
beforeAll(() => {
  directory = newDirectory();
  const entries = [one, two, all].map((recorded) => [keyOf(recorded.origin, recorded.query), recorded] as const);
  writeFileSync(join(directory, "connect.lock.json"), printLock(new Map(entries)));
  cwd = jest.spyOn(process, "cwd").mockReturnValue(directory);
  process.env.CONNECT_LOOKUPS = "locked";
});
afterAll(() => {
  delete process.env.CONNECT_LOOKUPS;
  cwd.mockRestore();
});

const newStack = () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ConnectProvider(stack, "connect", { enos: { endpoint, orgId } });
  return stack;
};
const dataOf = (stack: TerraformStack) => JSON.parse(Testing.synth(stack)).data;

test("what was read stands beside what the author expects, whose word counts where both speak", () => {
  const stack = newStack();
  const { products } = new ConnectProducts(stack, "all", {
    expect: { products: { one: { modelId: "other", productTags: { b: "2" } }, three: { modelId: "M" } } },
  }).atSynth;
  expect(products.map(({ modelId, maxValidDay }) => [modelId, maxValidDay])).toEqual([
    ["M", null],
    ["M", 10],
  ]);
  expect(products[1]?.productTags).toEqual({ a: "1" });
  expect(dataOf(stack).connect_products.all.expect).toEqual({
    product_keys: ["one", "two"],
    products: {
      one: { model_id: "other", max_valid_day: 10, product_tags: { b: "2" } },
      two: { model_id: "M", nulls: ["max_valid_day"] },
      three: { model_id: "M" },
    },
  });
});

test("what was null when it was read must be null at the plan, unless the author expects a value of it", () => {
  const stack = newStack();
  const read = (id: string, expectation?: object) => {
    const product = new ConnectProduct(stack, id, { productKey: "two", ...(expectation && { expect: expectation }) });
    expect([product.atSynth.maxValidDay, product.atSynth.aliyun?.netType ?? null]).toEqual([null, null]);
    return dataOf(stack).connect_product[id].expect;
  };
  expect(read("plain")).toEqual({ nulls: ["aliyun", "max_valid_day"] });
  expect(read("own", { maxValidDay: 5, nulls: ["model_id"] })).toEqual({
    max_valid_day: 5,
    nulls: ["model_id", "aliyun"],
  });
});

test("the author's keys of products come before those that were found", () => {
  const stack = newStack();
  const found = new ConnectProducts(stack, "all", { expect: { productKeys: ["one"] }, onDrift: "error" });
  expect(found.atSynth.productKeys).toEqual(["two", "one"]);
  expect(dataOf(stack).connect_products.all).toEqual(
    expect.objectContaining({ expect: { product_keys: ["one"] }, on_drift: "error" }),
  );
});

test("a stack can be synthesized as often as one likes, to JSON and to HCL, and its arguments stay what they were", () => {
  const stack = newStack();
  const product = new ConnectProduct(stack, "one", { productKey: "one" });
  expect(product.atSynth.productDesc).toBe("${x}");
  const first = Testing.synth(stack);
  expect(JSON.parse(first).data.connect_product.one.expect).toEqual({ product_desc: "$${x}" });
  expect(Testing.synthHcl(stack)).toContain('product_desc = "$${x}"');
  expect(Testing.synth(stack)).toBe(first);
  expect(product.expectInput).toBeUndefined();
  expect(product.onDriftInput).toBeUndefined();
});

test("what read nothing expects nothing, even where it could not say which provider to read with", () => {
  const bare = new TerraformStack(Testing.app(), "bare");
  for (const alias of ["a", "b"]) new ConnectProvider(bare, alias, { alias, enos: { endpoint, orgId } });
  new ConnectProduct(bare, "unread", { productKey: "one" });
  expect(dataOf(bare).connect_product.unread).not.toHaveProperty("expect");
});
