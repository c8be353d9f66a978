import type { Product } from "../../../src/product/product";
import { type ProductQuery, type ProductSource, productNotFound } from "../../../src/product/source";
import { batchReads } from "../../../src/reader/batch";

const product = (productKey: string) => ({ productKey, modelId: `model of ${productKey}` }) as Product;

/** A platform in memory that counts what it is asked. */
function counted(keys: readonly string[], failing: (query: ProductQuery) => boolean = () => false) {
  const asked = { gets: [] as string[], searches: [] as ProductQuery[] };
  const source: ProductSource = {
    getSecret: async () => ({ secret: "s", encryptedSecret: null, sessionKey: null }),
    get: async (productKey) => {
      asked.gets.push(productKey);
      if (!keys.includes(productKey)) throw productNotFound(productKey, "memory");
      return product(productKey);
    },
    search: async (query, signal) => {
      asked.searches.push(query);
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      if (failing(query)) throw new Error("search failed");
      const wanted = query.where.productKeys;
      return keys.filter((key) => !wanted || wanted.includes(key)).map(product);
    },
  };
  return { source, asked };
}

const many = Array.from({ length: 1000 }, (_, index) => `key${index}`);

/** As Terraform does: ten reads in flight. */
async function readAll(source: ProductSource, keys: readonly string[]): Promise<Product[]> {
  const results: Product[] = [];
  let next = 0;
  const worker = async () => {
    while (next < keys.length) {
      const index = next++;
      results[index] = await source.get(keys[index] as string, null);
    }
  };
  await Promise.all(Array.from({ length: 10 }, worker));
  return results;
}

test("a thousand reads, ten at a time, take few requests and give what single reads give", async () => {
  const { source, asked } = counted(many);
  const results = await readAll(batchReads(source), many);
  expect(results).toEqual(many.map(product));
  expect(asked.gets).toEqual([]);
  expect(asked.searches.length).toBeLessThanOrEqual(5);
});

test("what no search knows is read singly, so that the platform's own answer is shown", async () => {
  const { source, asked } = counted(["a"]);
  const batched = batchReads(source);
  const [a, b] = await Promise.allSettled([batched.get("a", null), batched.get("b", null)]);
  expect(a).toMatchObject({ status: "fulfilled" });
  expect(b).toMatchObject({ status: "rejected", reason: { code: "product-not-found" } });
  expect(asked.gets).toEqual(["b"]);
});

test("organizations are kept apart", async () => {
  const { source, asked } = counted(["a"]);
  const batched = batchReads(source);
  await Promise.all([batched.get("a", null), batched.get("a", "o2"), batched.get("a", null)]);
  expect(asked.searches.map(({ orgId, where }) => [orgId, where.productKeys])).toEqual([
    [null, ["a"]],
    ["o2", ["a"]],
  ]);
});

test("a key that would need quoting does not endanger the others", async () => {
  const { source, asked } = counted(["a", `"'`]);
  await Promise.all([batchReads(source).get("a", null), batchReads(source).get(`"'`, null)]);
  expect(asked.gets).toEqual([`"'`]);
});

test("when reading ahead fails, reads go on in batches", async () => {
  const { source } = counted(many, ({ where }) => where.productKeys === undefined);
  expect(await readAll(batchReads(source), many.slice(0, 60))).toHaveLength(60);
});

test("a failing search fails the reads that wait for it", async () => {
  const { source } = counted(many, () => true);
  await expect(batchReads(source).get("key1", null)).rejects.toThrow("search failed");
});

test("the shared search goes on while one reader still waits and ends with the last", async () => {
  const { source } = counted(["a", "b"]);
  const batched = batchReads(source);
  const [first, second] = [new AbortController(), new AbortController()];
  const both = Promise.allSettled([batched.get("a", null, first.signal), batched.get("b", null, second.signal)]);
  first.abort();
  expect((await both)[1]).toMatchObject({ status: "fulfilled" });
  const alone = batched.get("a", null, second.signal);
  second.abort();
  await expect(alone).rejects.toThrow(/abort/);
});

test("a product whose attribute a search cannot read is read singly: its error belongs to that read", async () => {
  const { source, asked } = counted(many);
  const odd: ProductSource = {
    ...source,
    search: async (query, signal, onUnread) => {
      onUnread?.({ productKey: "key1", attribute: ["maxValidDay"], reason: "it is odd", facts: {} });
      return source.search(query, signal);
    },
  };
  const read = batchReads(odd);
  await readAll(read, ["key0", "key1", "key2"]);
  expect(asked.gets).toEqual(["key1"]);
});
