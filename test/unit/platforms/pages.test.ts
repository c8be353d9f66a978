import { MAX_PAGES, type Page, walkPages } from "../../../src/platforms/pages";

type Item = string;
interface Settings {
  readonly maxItems?: number;
  readonly before?: number;
  readonly keep?: (item: Item) => boolean;
}

/** Walks pages that come one after the other, whatever number is asked for. */
async function walk(fetch: (pageNo: number, call: number) => Page<Item>, settings: Settings = {}) {
  let calls = 0;
  const items = walkPages<Item>(
    {
      fetch: async (pageNo) => fetch(pageNo, ++calls),
      keyOf: (item) => item,
      maxItems: 100_000,
      before: 0,
      ...settings,
    },
    "name fewer",
  );
  return { items: await items, calls };
}

const changed = (reason: string) => ({
  code: "products-changed",
  reason: expect.stringContaining(reason),
  remedy: expect.stringContaining("name fewer"),
});

const list = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const from =
  (all: readonly Item[], size: number) =>
  (pageNo: number): Page<Item> => ({
    items: all.slice((pageNo - 1) * size, pageNo * size),
    total: all.length,
  });

test.each([
  [0, 1],
  [1, 1],
  [200, 1],
  [201, 2],
  [1001, 6],
  [5000, 25],
])("%i rows come in %i requests", async (count, requests) => {
  expect(await walk(from(list(count), 200))).toEqual({ items: list(count), calls: requests });
});

test("a platform that holds fewer to the page than asked for is walked to its end", async () => {
  expect(await walk(from(list(95), 10))).toEqual({ items: list(95), calls: 10 });
});

test("without a total the walk ends with an empty page", async () => {
  const pages = from(list(25), 10);
  expect(await walk((pageNo) => ({ ...pages(pageNo), total: null }))).toEqual({ items: list(25), calls: 4 });
});

test("a product created between two pages makes the walk start again, and nothing comes twice", async () => {
  const later = ["new", ...list(20)];
  const found = await walk((pageNo, call) => from(call === 1 ? list(20) : later, 10)(pageNo));
  expect(found.items).toEqual(later);
});

test("a product deleted between two pages is noticed although the numbers fit", async () => {
  // Page 2 has moved up by one: p10 is missing, p3 does not exist any more, yet 19 distinct rows meet a total of 19.
  const later = list(20).filter((item) => item !== "p3");
  const found = await walk((pageNo, call) => from(call === 1 ? list(20) : later, 10)(pageNo));
  expect(found.items).toEqual(later);
});

test("a list that changes in both walks is an error", async () => {
  const changing = (pageNo: number, call: number) => from(list(20 + call), 10)(pageNo);
  await expect(walk(changing)).rejects.toMatchObject(changed(""));
});

test.each([
  ["too high", 30],
  ["too low", 5],
  ["zero", 0],
])("a total that is %s is an error after two walks, never a shortened list", async (_, total) => {
  await expect(walk((pageNo) => ({ ...from(list(20), 10)(pageNo), total }))).rejects.toMatchObject(
    changed(`announced ${total} products`),
  );
});

test.each([[null], [30]])("the same page for ever is an error, with total %s", async (total) => {
  let calls = 0;
  const same = () => {
    calls += 1;
    return { items: list(10), total };
  };
  await expect(walk(same)).rejects.toMatchObject(changed(""));
  expect(calls).toBe(4);
});

test("pages that never end stop at a bound, once", async () => {
  let calls = 0;
  const endless = (pageNo: number) => {
    calls += 1;
    return { items: [`p${pageNo}`], total: null };
  };
  await expect(walk(endless)).rejects.toMatchObject(
    changed(`did not say how many products match, and page ${MAX_PAGES}, the last`),
  );
  expect(calls).toBe(MAX_PAGES);
});

const tooMany = (found: number, maxItems: number) => ({ code: "too-many-products", facts: { found, maxItems } });

test("more matches than allowed are an error with the first page", async () => {
  let calls = 0;
  const pages = (pageNo: number) => {
    calls += 1;
    return from(list(1001), 200)(pageNo);
  };
  await expect(walk(pages, { maxItems: 1000 })).rejects.toMatchObject(tooMany(1001, 1000));
  expect(calls).toBe(1);
  await expect(walk(pages, { maxItems: 1001 })).resolves.toMatchObject({ items: list(1001) });
  await expect(walk(pages, { maxItems: 1001, before: 1 })).rejects.toMatchObject(tooMany(1002, 1001));
});

test("with a filter judged here only what it keeps counts", async () => {
  const keep = (item: Item) => item.endsWith("7");
  expect((await walk(from(list(100), 10), { keep, maxItems: 10 })).items).toHaveLength(10);
  await expect(walk(from(list(100), 10), { keep, maxItems: 9 })).rejects.toMatchObject(tooMany(10, 9));
});

test("a total without rows is an error", async () => {
  await expect(walk(() => ({ items: [], total: 3 }))).rejects.toMatchObject(
    changed("announced 3 products, and its 1 pages held 0 "),
  );
});
