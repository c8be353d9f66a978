import { DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from "cdktf";
import { Construct } from "constructs";
import { ConnectProduct, ConnectProductSecret, ConnectProvider } from "../../../src";
import { connectProductSecret } from "../../../src/product/secret";
import type { Attribute } from "../../../src/schema/attribute";
import { snakeCase } from "../../../src/schema/name";
import type { NestedType } from "../../../src/schema/object";

const attributes: Readonly<Record<"decrypt", Attribute<unknown>>> = connectProductSecret.attributes;
const { nested } = attributes.decrypt.type as NestedType<unknown>;

const newStack = (provider = true) => {
  const stack = new TerraformStack(Testing.app(), "stack");
  if (provider) new ConnectProvider(stack, "connect", {});
  return stack;
};
const synth = (stack: TerraformStack) => JSON.parse(Testing.synth(stack, true));
const snakeCased = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [snakeCase(name), value]));

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("CONNECT_")) delete process.env[name];
});

test("every argument of the schema arrives under its Terraform name, in an ephemeral block", () => {
  const decrypt = Object.fromEntries(Object.keys(nested).map((name) => [name, `a ${name}`]));
  const stack = newStack();
  new ConnectProductSecret(stack, "meter", { productKey: "k", orgId: "o2", decrypt: decrypt as never });
  const { ephemeral, data, terraform } = synth(stack);
  expect(ephemeral.connect_product_secret.meter).toEqual({
    product_key: "k",
    org_id: "o2",
    decrypt: snakeCased(decrypt),
  });
  expect(data).toBeUndefined();
  expect(Object.keys(terraform.required_providers)).toEqual(["connect"]);
});

test("every attribute of the schema has a getter, and refers to the ephemeral resource by its logical id", () => {
  const stack = newStack();
  const secret = new ConnectProductSecret(new Construct(stack, "inner"), "meter", { productKey: "k" });
  for (const name of Object.keys(attributes)) expect(name in secret).toBe(true);
  const address = `ephemeral.connect_product_secret.${secret.friendlyUniqueId}`;
  const { productSecret, encryptedSecret, sessionKey } = secret;
  for (const [name, value] of Object.entries({ productSecret, encryptedSecret, sessionKey }))
    expect(Tokenization.resolve(value, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) })).toBe(
      `\${${address}.${snakeCase(name)}}`,
    );
  expect(Object.keys(synth(stack).ephemeral.connect_product_secret)).toEqual([secret.friendlyUniqueId]);
});

test("a second provider can be configured with it, and be used", () => {
  const stack = newStack();
  const first = new ConnectProvider(stack, "first", { alias: "first" });
  const secret = new ConnectProductSecret(stack, "s", { productKey: "k", provider: first });
  const second = new ConnectProvider(stack, "second", { alias: "second", enos: { secretKey: secret.productSecret } });
  new ConnectProduct(stack, "p", { productKey: "k", provider: second, dependsOn: [secret] });
  const { provider, data, ephemeral } = synth(stack);
  expect(provider.connect[2]).toEqual({
    alias: "second",
    enos: { secret_key: "${ephemeral.connect_product_secret.s.product_secret}" },
  });
  expect(ephemeral.connect_product_secret.s.provider).toBe("connect.first");
  expect(data.connect_product.p.depends_on).toEqual(["ephemeral.connect_product_secret.s"]);
  expect(second.node.metadata.filter(({ type }) => type.includes("warn"))).toEqual([]);
});

test("it depends on other elements, and takes overrides and a logical id of the author's", () => {
  const stack = newStack();
  const product = new ConnectProduct(stack, "p", { productKey: "k" });
  const secret = new ConnectProductSecret(stack, "s", { productKey: "k", dependsOn: [product] });
  secret.overrideLogicalId("mine");
  secret.addOverride("org_id", "o9");
  expect(synth(stack).ephemeral.connect_product_secret).toEqual({
    mine: { product_key: "k", org_id: "o9", depends_on: ["data.connect_product.p"] },
  });
});

test("a stack without provider gets one from the environment, or is told that it has none", () => {
  const bare = newStack(false);
  new ConnectProductSecret(bare, "s", { productKey: "k" });
  expect(() => synth(bare)).toThrow(/without a matching provider construct/);
  process.env.CONNECT_ENOS_ENDPOINT = "https://enos.example.com";
  const stack = newStack(false);
  new ConnectProductSecret(stack, "s", { productKey: "k" });
  expect(synth(stack).provider.connect).toEqual([{}]);
  expect(synth(stack).terraform.required_providers.connect.source).toBe("connect.internal/iot/connect");
});

test("a literal private key is warned of and not repeated", () => {
  const decrypt = { privateKey: "canary", rsaPadding: "pkcs1", cipher: "aes-128-ecb" };
  const secret = new ConnectProductSecret(newStack(), "s", { productKey: "k", decrypt });
  const warnings = secret.node.metadata.filter(({ type }) => type.includes("warn")).map(({ data }) => data);
  expect(warnings).toEqual([expect.stringContaining("privateKeyFile")]);
  expect(warnings.join()).not.toContain("canary");
});

test("HCL output, which would lose the block without a word, is refused", () => {
  const stack = newStack();
  new ConnectProductSecret(stack, "s", { productKey: "k" });
  expect(() => Testing.synthHcl(stack)).toThrow("stack/s: ephemeral resources cannot be synthesized to HCL");
});
