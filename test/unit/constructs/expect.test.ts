import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "../../../src";
import { expectable } from "../../../src/product/expect";
import { productAttributes } from "../../../src/product/product";
import { snakeCase } from "../../../src/schema/name";

const newStack = () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ConnectProvider(stack, "connect", {});
  return stack;
};
const synth = (stack: TerraformStack) => JSON.parse(Testing.synth(stack)).data;

const { id: _, productKey: __, aliyun: ___, ...scalars } = expectable(productAttributes);

test("every attribute that may be expected arrives in Terraform's spelling, map keys untouched", () => {
  const maps = { localizedNames: { zh_CN: "智能电表" }, productTags: { someKey: "1" } };
  const values = Object.fromEntries(
    Object.entries(scalars).map(([name, { type }]) => [
      name,
      { string: "x", number: 0, bool: false }[String(type.cty)],
    ]),
  );
  const expected = { ...values, ...maps, aliyun: { id2: true, productStatus: "RELEASE_STATUS" } };
  const stack = newStack();
  new ConnectProduct(stack, "p", { productKey: "k", expect: expected, onDrift: "warning" });
  expect(synth(stack).connect_product.p).toEqual({
    product_key: "k",
    on_drift: "warning",
    expect: {
      ...Object.fromEntries(Object.entries({ ...values, ...maps }).map(([name, value]) => [snakeCase(name), value])),
      aliyun: { id2: true, product_status: "RELEASE_STATUS" },
    },
  });
});

test("of many products the keys are kept as they are", () => {
  const stack = newStack();
  const all = new ConnectProducts(stack, "all", {
    expect: { productKeys: ["8f7KmDED"], products: { "8f7KmDED": { modelId: "M" }, some_key: {} } },
  });
  new TerraformOutput(stack, "expected", { value: all.expect.products.get("8f7KmDED").modelId });
  expect(synth(stack).connect_products.all).toEqual({
    expect: { product_keys: ["8f7KmDED"], products: { "8f7KmDED": { model_id: "M" }, some_key: {} } },
  });
  expect(JSON.parse(Testing.synth(stack)).output.expected.value).toBe(
    '${data.connect_products.all.expect.products["8f7KmDED"].model_id}',
  );
});

test("in HCL what is nested is an argument and not a block, with lists and texts as they are", () => {
  const stack = newStack();
  const all = new ConnectProducts(stack, "all", {
    where: { productKeys: ["1", 'b"'] },
    expect: { products: { "8f7KmDED": { modelId: "M", productDesc: 'a\n"b"\\c', maxValidDay: 3 } } },
  });
  new ConnectProducts(stack, "same", { where: { productKeys: all.productKeys } });
  const hcl = Testing.synthHcl(stack).replace(/\s+/g, " ");
  expect(hcl).toContain('expect = { products = { "8f7KmDED" = { max_valid_day = 3 model_id = "M"');
  expect(hcl).toContain(String.raw`product_desc = "a\n\"b\"\\c"`);
  expect(hcl).toContain('product_keys = "${tolist(["1", "b\\""])}"');
  expect(hcl).toContain('product_keys = "${tolist(data.connect_products.all.product_keys)}"');
});
