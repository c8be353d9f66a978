import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "../../../src";
import { productAttributes } from "../../../src/product/product";
import { camelCase, snakeCase } from "../../../src/schema/name";

const newStack = () => new TerraformStack(Testing.app(), "stack");
const synth = (stack: TerraformStack) => JSON.parse(Testing.synth(stack));
const warnings = (construct: Construct) =>
  construct.node.metadata.filter(({ type }) => type.includes("warn")).map(({ data }) => data as string);

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("CONNECT_")) delete process.env[name];
});

test("every attribute of the table has a getter that refers to it by Terraform's name", () => {
  const product = new ConnectProduct(newStack(), "p", { productKey: "k" });
  for (const name of Object.keys(productAttributes)) {
    expect(name in product).toBe(true);
    expect(camelCase(snakeCase(name))).toBe(name);
  }
  const stack = newStack();
  new ConnectProvider(stack, "connect", {});
  const meter = new ConnectProduct(stack, "meter", { productKey: "8f7KmDED", orgId: "o2" });
  new TerraformOutput(stack, "days", { value: meter.maxValidDay });
  new TerraformOutput(stack, "type", { value: meter.productType });
  const { data, output } = synth(stack);
  expect(data.connect_product.meter).toEqual({ product_key: "8f7KmDED", org_id: "o2" });
  expect(output.days.value).toBe("${data.connect_product.meter.max_valid_day}");
  expect(output.type.value).toBe("${data.connect_product.meter.product_type}");
});

test("filters arrive in Terraform's spelling, tag keys untouched", () => {
  const stack = newStack();
  new ConnectProvider(stack, "connect", {});
  const tags = { someKey: "1", "a/b": "2", zh_CN: "3" };
  new ConnectProducts(stack, "p", { where: { productKeys: ["a"], nameContains: "表", tags }, maxItems: 5 });
  expect(synth(stack).data.connect_products.p).toEqual({
    where: { product_keys: ["a"], name_contains: "表", tags },
    max_items: 5,
  });
});

test("one product of a plural answer is reached by its key, literal or not", () => {
  const stack = newStack();
  new ConnectProvider(stack, "connect", {});
  const all = new ConnectProducts(stack, "all");
  const key = new TerraformVariable(stack, "key", { type: "string" });
  new TerraformOutput(stack, "literal", { value: all.products.get("8f7KmDED").modelId });
  new TerraformOutput(stack, "variable", { value: all.products.get(key.stringValue).modelId });
  const { output } = synth(stack);
  expect(output.literal.value).toBe('${data.connect_products.all.products["8f7KmDED"].model_id}');
  expect(output.variable.value).toBe("${data.connect_products.all.products[var.key].model_id}");
});

test("a stack without provider gets one when the environment names a platform", () => {
  process.env.CONNECT_ENOS_ENDPOINT = "https://enos.example.com";
  const stack = newStack();
  new ConnectProduct(new Construct(stack, "inner"), "p", { productKey: "k" });
  new ConnectProducts(stack, "all");
  expect(synth(stack).provider.connect).toEqual([{}]);
});

test("the author's own provider is the only one, also when it is written last", () => {
  process.env.CONNECT_ENOS_ENDPOINT = "https://enos.example.com";
  const stack = newStack();
  new ConnectProduct(stack, "p", { productKey: "k" });
  new ConnectProvider(new Construct(stack, "inner"), "mine", { requestTimeout: 5 });
  expect(synth(stack).provider.connect).toEqual([{ request_timeout: 5 }]);
});

test("the author's own construct may have any id, connect included", () => {
  process.env.CONNECT_ENOS_ENDPOINT = "https://enos.example.com";
  const stack = newStack();
  new ConnectProduct(stack, "connect", { productKey: "k" });
  expect(synth(stack).provider.connect).toEqual([{}]);
});

test("a provider of a stack inside is none of the stack around it", () => {
  process.env.CONNECT_ENOS_ENDPOINT = "https://enos.example.com";
  const outer = newStack();
  new ConnectProduct(outer, "p", { productKey: "k" });
  new ConnectProvider(new TerraformStack(outer, "inner"), "mine", { requestTimeout: 5 });
  expect(synth(outer).provider.connect).toEqual([{}]);
});

test("without environment nothing is invented", () => {
  const stack = newStack();
  new ConnectProduct(stack, "p", { productKey: "k" });
  expect(synth(stack).provider).toBeUndefined();
});

test("a literal secret is warned of, and named with the variable to use instead", () => {
  const stack = newStack();
  const provider = new ConnectProvider(stack, "connect", { enos: { accessKey: "a", secretKey: "s3cret" } });
  expect(warnings(provider)).toHaveLength(2);
  expect(warnings(provider)[1]).toMatch(/enos\.secretKey .*CONNECT_ENOS_SECRET_KEY/);
  expect(warnings(provider).join()).not.toContain("s3cret");
});

test("a secret that is a variable is not warned of", () => {
  const stack = newStack();
  const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
  const provider = new ConnectProvider(stack, "connect", { enos: { secretKey: secret.stringValue } });
  expect(warnings(provider)).toEqual([]);
});

test("the version required is exactly the one that is placed", () => {
  const stack = newStack();
  new ConnectProvider(stack, "connect", {});
  const { version } = require("../../../package.json");
  expect(synth(stack).terraform.required_providers.connect).toEqual({
    source: "connect.internal/iot/connect",
    version,
  });
});
