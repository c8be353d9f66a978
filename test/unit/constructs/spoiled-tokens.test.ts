import { Fn, Op, TerraformIterator, TerraformLocal, TerraformOutput, TerraformStack, Testing, Token } from "cdktf";
import type { Construct } from "constructs";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "../../../src";

const newStack = (app = Testing.app(), id = "stack") => {
  const stack = new TerraformStack(app, id);
  new ConnectProvider(stack, "connect", { enos: { endpoint: "https://enos.example.com", orgId: "o1" } });
  return stack;
};

const warningsOf = (stack: Construct): string[] =>
  stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => type.includes("warn")).map(({ data }) => `${node.path}: ${data}`),
    );

/** Writes what a program makes of a product, and returns the warnings. */
function warnings(make: (product: ConnectProduct, list: ConnectProducts, stack: TerraformStack) => unknown): string[] {
  const stack = newStack();
  const product = new ConnectProduct(stack, "meter", { productKey: "one" });
  const list = new ConnectProducts(stack, "all", {});
  new TerraformOutput(stack, "made", { value: make(product, list, stack) });
  Testing.synth(stack);
  return warningsOf(stack);
}

test.each<[string, Parameters<typeof warnings>[0]]>([
  ["a product", ({ maxValidDay }) => maxValidDay * 24],
  ["a half", ({ maxValidDay }) => maxValidDay / 2],
  ["a product in a text", ({ maxValidDay }) => `${maxValidDay * 24}h`],
  ["capital letters", ({ modelId }) => modelId.toUpperCase()],
  ["small letters", ({ modelId }) => `model-${modelId.toLowerCase()}`],
  ["a beginning", ({ modelId }) => modelId.slice(0, 5)],
  ["a short beginning", ({ modelId }) => modelId.slice(0, 3)],
  ["an end", ({ modelId }) => modelId.slice(6)],
  ["parts", ({ modelId }) => modelId.split(".")],
  ["a text inside a list of objects", ({ modelId }) => [{ a: { b: modelId.replace("}", "") } }]],
  ["a key", ({ modelId }) => ({ [modelId.toUpperCase()]: 1 })],
])("%s made of a token is one warning with the place and the remedy", (_, make) => {
  const found = warnings(make);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^stack\/made: .*value.*only known at plan time.*\.atSynth/s);
});

test.each<[string, Parameters<typeof warnings>[0]]>([
  [
    "tokens as they are",
    (one, all) => [one.maxValidDay, one.modelId, one.biDirectionalAuth, all.productKeys, one.productTags],
  ],
  ["texts around tokens", (one) => `${one.modelId}-${one.maxValidDay}d and ${one.productTags}`],
  [
    "functions",
    (one) => [
      Fn.upper(one.modelId),
      Fn.max([one.maxValidDay, 3]),
      Fn.substr(one.modelId, 0, 5),
      Fn.join("-", [one.modelId, "x"]),
    ],
  ],
  ["operators", (one) => [Op.mul(one.maxValidDay, 24), Op.gt(one.maxValidDay, 365)]],
  ["an expression in a text", (one) => `\${${one.fqn}.max_valid_day * 24}`],
  ["an iterator", (_, all) => TerraformIterator.fromMap(all.products).dynamic({ a: "b" })],
  ["a local", (one, _, stack) => new TerraformLocal(stack, "local", one.maxValidDay).asNumber],
  ["lookups in a map", (_, all) => Fn.lookupNested(all.products, ["one", "model_id"])],
  [
    "encoded by hand",
    (one) => [Token.asString(one.maxValidDay), Token.asNumber(one.modelId), Token.asList(one.productTags)],
  ],
  [
    "words and numbers that only look alike",
    () => ["a TOKEN.4", "token[3]", "${T}", "$${Tf", -1e10, "-1.5e+10", -Number.MAX_SAFE_INTEGER, "1e+300"],
  ],
])("%s are no reason for a warning", (_, make) => {
  expect(warnings(make)).toEqual([]);
});

test("references across stacks are no reason for a warning, and a stack without our data is not looked through", () => {
  const app = Testing.app();
  const stack = newStack(app, "a");
  const product = new ConnectProduct(stack, "meter", { productKey: "one" });
  const other = new TerraformStack(app, "b");
  new TerraformOutput(other, "model", { value: product.modelId });
  new TerraformOutput(other, "days", { value: product.maxValidDay });
  app.synth();
  expect([...warningsOf(stack), ...warningsOf(other)]).toEqual([]);
});
