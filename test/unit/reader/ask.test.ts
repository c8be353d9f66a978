import { connectionAttributes } from "../../../src/platforms/connection";
import { definePlatform } from "../../../src/platforms/platform";
import type { Product } from "../../../src/product/product";
import { type ProductSource, productNotFound } from "../../../src/product/source";
import { type Answer, openReader } from "../../../src/reader/ask";
import type { Target } from "../../../src/reader/target";
import { Problem } from "../../../src/schema/problem";
import { pass, stopClock } from "../../support/clock";

const productOf = (productKey: string) => ({ productKey, orgId: null }) as Product;

const unset = Object.fromEntries(
  Object.keys(connectionAttributes).map((name) => [name, null]),
) as unknown as Target["connection"];

/** A target whose platform answers as a test says. */
function targetOf(source: Partial<ProductSource>, name = "toy", connection = {}): Target {
  const platform = definePlatform({
    name,
    title: name,
    description: "",
    settings: {},
    required: [],
    defaults: {},
    batches: false,
    origin: () => ({ endpoint: name }),
    diagnosis: { reads: { get: "", search: "" }, clockTolerance: null, edition: async () => "" },
    locations: {} as never,
    open: () => source as ProductSource,
  });
  return { platform, settings: {}, connection: { ...unset, ...connection } };
}

const product = (key: string) => ({ product: key });
const codeOf = (answer: Answer | undefined) => (answer && "failed" in answer ? answer.failed.code : undefined);

test("every question has its answer, in the order of the questions, and progress is reported", async () => {
  const target = targetOf({ get: async (key) => productOf(key), search: async () => [productOf("a")] });
  const seen: number[] = [];
  const reader = openReader("test");
  const answers = await reader.ask(
    [
      { target, query: product("b") },
      { target, query: { products: {} } },
      { target, query: product("c"), orgId: "o2" },
    ],
    { progress: (done) => seen.push(done) },
  );
  expect(answers).toMatchObject([
    { value: { productKey: "b" } },
    { value: [{ productKey: "a" }] },
    { value: { productKey: "c", orgId: "o2" } },
  ]);
  expect(seen).toEqual([1, 2, 3]);
});

test("the products of a list count one by one, and it is done when it is answered", async () => {
  const target = targetOf({
    get: async (key) => productOf(key),
    search: async ({ progress }) => {
      progress?.(2, 5);
      progress?.(4, 5);
      return [productOf("a")];
    },
  });
  const seen: string[] = [];
  const progress = (done: number, total: number) => seen.push(`${done} of ${total}`);
  await openReader("test").ask([{ target, query: { products: {} } }], { progress });
  await openReader("test").ask([{ target, query: product("b") }], { progress });
  expect(seen).toEqual(["2 of 5", "4 of 5", "5 of 5", "1 of 1"]);
});

test("absence is an answer; keys that look alike are searched where hints are wanted", async () => {
  const search = jest.fn(async () => [productOf("meter1")]);
  const target = targetOf({ get: (key) => Promise.reject(productNotFound(key, "toy")), search });
  const [plain, hinted] = await openReader("test").ask([
    { target, query: product("meter2") },
    { target, query: product("meter3"), hints: true },
  ]);
  expect(plain).toMatchObject({ value: null, absent: { code: "product-not-found" } });
  expect(hinted).toMatchObject({ value: null, absent: { remedy: 'Did you mean "meter1"?' } });
  expect(search).toHaveBeenCalledTimes(1);
});

test("a target that keeps failing is given up, and another one is not", async () => {
  const get = jest.fn(() => Promise.reject(new Problem("connection-refused", { reason: "No.", remedy: "Start it." })));
  const [down, up] = [targetOf({ get }, "down"), targetOf({ get: async (key) => productOf(key) }, "up")];
  const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const answers = await openReader("test").ask(
    keys.flatMap((key) => [
      { target: down, query: product(key) },
      { target: up, query: product(key) },
    ]),
  );
  expect(get.mock.calls.length).toBeLessThan(keys.length);
  expect(answers.filter((answer) => "failed" in answer)).toHaveLength(keys.length);
  expect(answers.at(-2)).toMatchObject({
    failed: { code: "connection-refused", remedy: "Start it. Not tried again after 5 failures in a row." },
  });
});

test("a target that was given up is tried again by the next call", async () => {
  const get = jest.fn<Promise<Product>, [string]>(() =>
    Promise.reject(new Problem("connection-refused", { reason: "No." })),
  );
  const target = targetOf({ get });
  const reader = openReader("test");
  const questions = Array.from({ length: 30 }, (_, index) => ({ target, query: product(`k${index}`) }));
  await reader.ask(questions);
  get.mockImplementation(async (key) => productOf(key));
  expect(await reader.ask(questions.slice(0, 1))).toMatchObject([{ value: { productKey: "k0" } }]);
});

test("a list has a bound of its own, and all questions together where one is set", async () => {
  stopClock();
  const forever = (signal?: AbortSignal) =>
    new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
  const source: Partial<ProductSource> = {
    get: (_, __, signal) => forever(signal),
    search: (_, signal) => forever(signal),
  };
  const target = targetOf(source, "slow", { requestTimeout: 1 });
  const list = openReader("test").ask([{ target, query: { products: {} } }]);
  const all = openReader("test").ask(
    [product("a"), product("b")].map((query) => ({ target, query })),
    { seconds: 2 },
  );
  await pass(10_000);
  expect((await list).map(codeOf)).toEqual(["answer-timeout"]);
  expect((await all).map(codeOf)).toEqual(["answer-timeout", "answer-timeout"]);
});

test("what nothing foresaw is called a bug, and settings that cannot work are an answer, too", async () => {
  const broken = targetOf({ get: () => Promise.reject(new TypeError("x is undefined")) });
  const unusable = targetOf({}, "unusable");
  const refusing = {
    ...unusable,
    platform: {
      ...unusable.platform,
      open: () => {
        throw new Problem("endpoint-unusable", { reason: "No." });
      },
    },
  };
  const answers = await openReader("test").ask([
    { target: broken, query: product("a") },
    { target: refusing, query: product("a") },
  ]);
  expect(answers.map(codeOf)).toEqual(["bug", "endpoint-unusable"]);
});
