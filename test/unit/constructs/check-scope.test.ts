import * as cdktf from "cdktf";
import * as cdktn from "cdktn";
import { Construct } from "constructs";
import { Connect, ConnectProduct, ConnectProductSecret, ConnectProducts, ConnectProvider } from "../../../src";

type Library = Pick<typeof cdktf, "App" | "Testing" | "TerraformStack">;

/** Below a stack of the author's own class, as an element of ours usually is. */
function scopeOf({ Testing, TerraformStack }: Library): Construct {
  class Meters extends TerraformStack {}
  return new Construct(new Meters(Testing.app(), "meters"), "inner");
}

const product = { productKey: "k" };
const elements: Readonly<Record<string, (scope: Construct) => unknown>> = {
  ConnectProvider: (scope) => new ConnectProvider(scope, "x"),
  ConnectProduct: (scope) => new ConnectProduct(scope, "x", product),
  ConnectProducts: (scope) => new ConnectProducts(scope, "x"),
  ConnectProductSecret: (scope) => new ConnectProductSecret(scope, "x", product),
};

test.each(Object.entries(elements))("%s in a stack of cdktn names the import that is right", (name, make) => {
  const scope = scopeOf(cdktn as unknown as Library);
  expect(() => make(scope)).toThrow(`This stack belongs to cdktn: import ${name} from "cdktf-connect/cdktn".`);
  expect(scope.node.children).toEqual([]);
  expect(() => make(scopeOf(cdktf))).not.toThrow();
});

test("a look-up without a data source names it as well, in a stack and in an app", async () => {
  const scope = scopeOf(cdktn as unknown as Library);
  const { root } = scope.node;
  expect(() => ConnectProduct.find(scope, product)).toThrow('import ConnectProduct from "cdktf-connect/cdktn".');
  expect(() => ConnectProduct.lookup(root, product)).toThrow("This app belongs to cdktn: ");
  await expect(Connect.prefetch(root, [])).rejects.toThrow('import Connect from "cdktf-connect/cdktn".');
  await expect(Connect.prefetch(cdktf.Testing.app(), [])).resolves.toBeUndefined();
});

test("stacks of both libraries may be in one app", () => {
  const app = new cdktn.App();
  const stack = new cdktf.TerraformStack(app, "meters");
  expect(() => new ConnectProduct(stack, "meter", product)).not.toThrow();
  // The nearest stack counts.
  const inner = new cdktf.TerraformStack(new cdktn.TerraformStack(app, "outer"), "inner");
  expect(() => new ConnectProduct(inner, "meter", product)).not.toThrow();
});

test("a stack of another copy of the library is told from one of the other library", () => {
  const { version } = require("cdktf/package.json");
  jest.isolateModules(() => {
    const scope = scopeOf(require("cdktf"));
    expect(() => new ConnectProvider(scope, "x")).toThrow(
      `This stack belongs to another copy of cdktf (version ${version}) than the one that cdktf-connect uses: keep one`,
    );
    expect(() => ConnectProduct.find(scope.node.root as Construct, product)).toThrow(
      "This app belongs to another copy of cdktf",
    );
  });
});

test("a scope outside of every stack is left to the library to judge", () => {
  expect(() => new ConnectProduct(cdktf.Testing.app(), "x", product)).toThrow("No stack could be identified");
});
