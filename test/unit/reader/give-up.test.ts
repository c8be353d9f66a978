import type { Product } from "../../../src/product/product";
import { type ProductSource, productNotFound } from "../../../src/product/source";
import { givingUp } from "../../../src/reader/give-up";
import { Problem } from "../../../src/schema/problem";

const down = () => new Problem("platform-failed", { reason: "HTTP 503.", remedy: "Try again." });

/** A source of which each read ends as the test says, and how often it was asked. */
function sourceOf(answer: (key: string) => Product) {
  const get = jest.fn(async (key: string) => answer(key));
  return { get, source: givingUp({ get } as unknown as ProductSource) };
}

const outcome = (source: ProductSource, key = "k", orgId: string | null = null, signal?: AbortSignal) =>
  source.get(key, orgId, signal).then(
    () => "read",
    (error: Problem) => error.detail,
  );

const failing = () =>
  sourceOf(() => {
    throw down();
  });

test("after five failures in a row nothing is asked, and that is said with the first reason", async () => {
  const { get, source } = failing();
  for (let read = 0; read < 150; read++) await outcome(source);
  expect(get).toHaveBeenCalledTimes(5);
  expect(await outcome(source)).toBe("Not asked, because 5 reads in a row failed. The first of them: HTTP 503.");
});

test("an organization that fails keeps no other one from being asked", async () => {
  const { get, source } = failing();
  for (let read = 0; read < 10; read++) await outcome(source, "k", "o1");
  expect(await outcome(source, "k", "o2")).toBe("HTTP 503. Try again.");
  expect(get).toHaveBeenCalledTimes(6);
});

test("a success between failures, and a product that does not exist, begin the count anew", async () => {
  const answers: Record<string, () => Product> = {
    good: () => ({}) as Product,
    gone: () => {
      throw productNotFound("gone", "here");
    },
  };
  const { get, source } = sourceOf((key) => {
    const answer = answers[key];
    if (answer) return answer();
    throw down();
  });
  const keys = ["a", "b", "c", "d", "good", "e", "f", "g", "h", "gone", "i", "j", "k", "l"];
  for (const key of keys) await outcome(source, key);
  expect(get).toHaveBeenCalledTimes(keys.length);
});

test("reads that Terraform cancelled are no failures of the platform", async () => {
  const { get, source } = failing();
  for (let read = 0; read < 10; read++) await outcome(source, "k", null, AbortSignal.abort());
  expect(get).toHaveBeenCalledTimes(10);
});

test("a platform that was given up is asked again after half a minute", async () => {
  const now = jest.spyOn(performance, "now").mockReturnValue(0);
  const { get, source } = failing();
  for (let read = 0; read < 10; read++) await outcome(source);
  now.mockReturnValue(29_999);
  await outcome(source);
  expect(get).toHaveBeenCalledTimes(5);
  now.mockReturnValue(30_000);
  await outcome(source);
  expect(get).toHaveBeenCalledTimes(6);
  await outcome(source);
  expect(get).toHaveBeenCalledTimes(6);
  now.mockRestore();
});
