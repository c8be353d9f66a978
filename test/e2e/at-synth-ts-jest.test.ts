import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { runNode } from "../support/program";

const runner = join(__dirname, "..", "..", "node_modules", "jest", "bin", "jest.js");

/** A test as the author of a stack writes it, about one product. */
const testOf = (productKey: string) => `
import { TerraformStack, Testing } from "cdktf";
import { Connect, ConnectProduct, ConnectProvider } from "cdktf-connect";

const newStack = () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new ConnectProvider(stack, "connect", {});
  return stack;
};

test("blocking", () => {
  const product = new ConnectProduct(newStack(), "product", { productKey: "${productKey}" });
  const name: string | null = product.atSynth.productName;
  expect(name).toMatch(/^Product/);
});

test("read ahead", async () => {
  const stack = newStack();
  await Connect.prefetch(stack.node.root, [{ products: {} }, { product: "nothing" }]);
  expect(ConnectProduct.find(stack, { productKey: "nothing" })).toBeUndefined();
  expect(() => ConnectProduct.lookup(stack, { productKey: "nothing" })).toThrow("Product not found");
});
`;

const compilerOptions = { target: "es2022", module: "node16", moduleResolution: "node16", isolatedModules: true };

let emulator: EmulatorProcess;
let app: string;
beforeAll(async () => {
  emulator = await startEmulatorProcess(seedOf([wireProduct(1), wireProduct(2)]));
  app = makeApp({
    "one.test.ts": testOf("key00001"),
    "two.test.ts": testOf("key00002"),
    // On a busy machine a worker takes longer to end than the half second after which Jest complains.
    "package.json": JSON.stringify({ jest: { preset: "ts-jest", workerGracefulExitTimeout: 60_000 } }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, types: ["node", "jest"] } }),
  });
});
afterAll(async () => {
  await emulator.end();
});

test.each([
  ["one after the other", "--detectOpenHandles"],
  ["in processes of their own", "--maxWorkers=2"],
])("tests under ts-jest read values %s, leave no handle open and end by themselves", (_, option) => {
  const { status, signal, stderr } = runNode([runner, "--no-cache", option], {
    directory: app,
    environment: environmentOf(emulator.endpoint),
  });
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: expect.stringContaining("4 passed") });
  expect(stderr).not.toMatch(/open handle|did not exit|failed to exit/i);
  const file = join(app, "connect.lock.json");
  const { entries } = JSON.parse(readFileSync(file, "utf8"));
  expect(entries.map(({ query }: { query: object }) => query)).toEqual([
    { product: "key00001" },
    { product: "key00002" },
    { product: "nothing" },
    { products: {} },
  ]);
  rmSync(file);
});
