import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "../../../src";

const hclOf = (write: (stack: TerraformStack) => void): string => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ConnectProvider(stack, "connect", { maxAttempts: 2, allowPlainHttp: false, enos: { secretKey: 'a"\\' } });
  write(stack);
  return Testing.synthHcl(stack);
};
const tagsOf = (tags: Record<string, string>) =>
  hclOf((stack) => new ConnectProduct(stack, "p", { productKey: "k", expect: { productTags: tags } }));

test("numbers, booleans and texts of the provider block arrive as they are", () => {
  const hcl = hclOf(() => {});
  expect(hcl).toContain("max_attempts = 2\n");
  expect(hcl).toContain("allow_plain_http = false\n");
  expect(hcl).toContain(String.raw`secret_key = "a\"\\"`);
});

test.each([
  ["quotes and backslashes", 'a "b" \\n', String.raw`t = "a \"b\" \\n"`],
  ["line breaks, also at the end", "one\r\ntwo\n", String.raw`t = "one\r\ntwo\n"`],
  ["control characters", "\b\f\t\u0000", String.raw`t = "\u0008\u000c\t\u0000"`],
  ["an escaped template beside quotes", '$${x} "y"', 't = "$${x} \\"y\\""'],
  ["a template of the author's", "${var.x}", 't = "${var.x}"'],
  ["what needs no escape", "上海 😀 %", 't = "上海 😀 %"'],
])("%s stay what they are in a text", (_, text, expected) => {
  expect(tagsOf({ t: text })).toContain(`${expected}\n`);
});

test.each([
  ["", '"${""}" = "v"'],
  ["-a", String.raw`"\u002da" = "v"`],
  ["for", String.raw`"\u0066or" = "v"`],
  ['a"b', String.raw`"a\"b" = "v"`],
  ["a\\b", String.raw`"a\\b" = "v"`],
  ["someKey", 'someKey = "v"'],
  ["1a", '"1a" = "v"'],
])("the map key %j is written so that Terraform reads it", (key, expected) => {
  expect(tagsOf({ [key]: "v" })).toContain(`${expected}\n`);
});

test("tokens stay tokens, alone and inside of lists and maps", () => {
  const hcl = hclOf((stack) => {
    const variable = (id: string, type: string) => new TerraformVariable(stack, id, { type });
    new ConnectProducts(stack, "all", {
      where: {
        productKeys: [variable("key", "string").stringValue, 'a "b"'],
        tags: variable("tags", "map(string)").value,
      },
      maxItems: variable("most", "number").numberValue,
    });
    new ConnectProducts(stack, "same", { where: { productKeys: variable("keys", "list(string)").listValue } });
  });
  expect(hcl).toContain('product_keys = "${tolist([var.key, "a \\"b\\""])}"');
  expect(hcl).toContain('tags = "${var.tags}"');
  expect(hcl).toContain('max_items = "${var.most}"');
  expect(hcl).toContain('product_keys = "${tolist(var.keys)}"');
});
