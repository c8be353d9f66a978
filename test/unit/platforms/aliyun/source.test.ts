import type { ProductSecret } from "../../../../src/product/source";
import type { Problem } from "../../../../src/schema/problem";
import { detail, newest, ok, products, query, refusal, service, thinRow } from "../../../support/aliyun-service";
import { pass, stopClock, until } from "../../../support/clock";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

const keys = (found: readonly { readonly productKey: string | null }[]) => found.map((each) => each.productKey);
const keysOf = (numbers: readonly number[]) => numbers.map((number) => `a1key${number}`);
const tooMany = (found: number, maxItems: number) => ({ code: "too-many-products", facts: { found, maxItems } });
const thin = (changes = {}) => query({ details: false, ...changes });

test.each([
  [0, 1],
  [1, 1],
  [200, 1],
  [1001, 6],
])("%i rows come newest first in %i requests", async (count, requests) => {
  const { source, calls } = await service(products(newest(count)));
  expect(keys(await source().search(thin()))).toEqual(keysOf(newest(count)));
  expect(calls).toHaveLength(requests);
  expect(calls[0]?.query.get("CurrentPage")).toBe("1");
  expect(calls[0]?.query.get("PageSize")).toBe("200");
});

test("a row of the list tells less, and what it lacks is null", async () => {
  const { source } = await service(products([7]));
  const [row] = await source().search(thin());
  expect(row).toMatchObject({ productName: "Product 7", productType: "Device", dataFormat: "Json" });
  expect(row?.aliyun).toMatchObject({
    authType: "secret",
    deviceCount: 3,
    productStatus: null,
    owner: null,
    id2: null,
  });
});

test("with details every row is read, in the order of the list", async () => {
  const { source, calls } = await service(products(newest(30)));
  const found = await source().search(query());
  expect(keys(found)).toEqual(keysOf(newest(30)));
  expect(found.every(({ aliyun }) => aliyun?.productStatus === "RELEASE_STATUS" && aliyun.netType === "WIFI")).toBe(
    true,
  );
  expect(calls).toHaveLength(31);
});

test("details are read several at once and never faster than the documented 50 in a second", async () => {
  const rows = newest(60);
  const waiting: (() => void)[] = [];
  const { source } = await service((asked, response) => {
    const reply = products(rows)(asked, response);
    if (asked.action !== "QueryProduct") return reply;
    waiting.push(() => response.end(JSON.stringify(reply?.body)));
    // Answered are only three at a time: with fewer under way there would be no end.
    if (waiting.length === 3) for (const answer of waiting.splice(0)) answer();
    return undefined;
  });
  stopClock();
  const start = performance.now();
  let over = false;
  const search = source({}, { requestTimeout: 3600 }).search(query());
  void search.finally(() => {
    over = true;
  });
  await until(async () => {
    await pass(20);
    return over;
  });
  expect(await search).toHaveLength(60);
  expect(performance.now() - start).toBeGreaterThanOrEqual((59 / 50) * 1000);
});

test("a product deleted between list and detail is left out", async () => {
  const { source } = await service((asked, response) =>
    products(asked.action === "QueryProduct" ? [3, 1] : [3, 2, 1])(asked, response),
  );
  expect(keys(await source().search(query()))).toEqual(keysOf([3, 1]));
});

test("the first failure of a detail ends the search", async () => {
  const { source, calls } = await service((asked, response) =>
    asked.query.get("ProductKey") === "a1key399"
      ? refusal("iot.system.UidNotFound")
      : products(newest(400))(asked, response),
  );
  expect(await rejection(source().search(query()))).toMatchObject({
    code: "account-rejected",
    facts: { platformCode: "iot.system.UidNotFound" },
  });
  expect(calls.length).toBeLessThan(40);
});

test("filters are applied to the rows, so that details are read of what is wanted only", async () => {
  const { source, calls } = await service((asked, response) => {
    const reply = products([3, 2, 1])(asked, response);
    if (asked.action === "QueryProduct") return reply;
    const rows = [thinRow(3, { NodeType: 1 }), thinRow(2, { NodeType: 1, ProductName: "电表 X" }), thinRow(1)];
    return ok({ Total: 3, List: { ProductInfo: rows } });
  });
  const where = { productType: "Gateway", nameContains: "电表", nameRegex: "X$" };
  expect(keys(await source().search(query({ where, maxItems: 1 })))).toEqual(["a1key2"]);
  expect(calls).toHaveLength(2);
});

test("keys are asked for singly, each once, absent ones skipped, newest first", async () => {
  const { source, calls } = await service(products([5, 4, 3, 2, 1]));
  const productKeys = ["a1key2", "gone", "a1key5", "a1key2"];
  expect(keys(await source().search(query({ where: { productKeys } })))).toEqual(["a1key5", "a1key2"]);
  expect(calls.map(({ action }) => action)).toEqual(["QueryProduct", "QueryProduct", "QueryProduct"]);
  const filtered = { productKeys, nameContains: "product 5" };
  expect(keys(await source().search(query({ where: filtered, maxItems: 1 })))).toEqual(["a1key5"]);
  expect(await rejection(source().search(query({ where: { productKeys }, maxItems: 1 })))).toMatchObject(tooMany(2, 1));
});

test("an empty list of keys asks nothing and finds nothing", async () => {
  const { source, calls } = await service(products([1]));
  expect(await source().search(query({ where: { productKeys: [] } }))).toEqual([]);
  expect(calls).toEqual([]);
});

test("more products than max_items are an error with the first page, and details are not begun", async () => {
  const { source, calls } = await service(products(newest(500)));
  expect(await rejection(source().search(query({ maxItems: 499 })))).toMatchObject(tooMany(500, 499));
  expect(calls).toHaveLength(1);
  const where = { nameRegex: "^Product [12]$" };
  expect(await rejection(source().search(query({ where, maxItems: 1 })))).toMatchObject(tooMany(2, 1));
});

test.each([
  [{ orgId: "o1" }, "organizations-unsupported", "org_id"],
  [{ expression: 'modelId = "M"' }, "expression-unsupported", "expression"],
  [{ where: { modelId: "M" } }, "filter-unusable", "model_id"],
  [{ where: { tags: { site: "A" } } }, "filter-unusable", "tags"],
])("%j is refused before anything is sent", async (changes, code, attribute) => {
  const { source, calls } = await service(products([1]));
  const error = await rejection<Problem>(source().search(query(changes)));
  expect(error.code).toBe(code);
  expect(error.path.at(-1)).toEqual({ attribute });
  expect(calls).toEqual([]);
});

test("filters that say nothing are none", async () => {
  const { source } = await service(products([1]));
  const where = { modelId: null, tags: {}, productType: null, nameContains: null, nameRegex: null, productKeys: null };
  expect(await source().search(query({ where, maxItems: 1 }))).toHaveLength(1);
});

test.each([
  ["get", (source: Awaited<ReturnType<typeof service>>["source"]) => source().get("a1key1", "o1")],
  ["getSecret", (source: Awaited<ReturnType<typeof service>>["source"]) => source().getSecret("a1key1", "o1")],
])("%s in an organization is refused", async (_, ask) => {
  const { source, calls } = await service(products([1]));
  expect(await rejection<Problem>(ask(source))).toMatchObject({
    code: "organizations-unsupported",
    remedy: expect.stringContaining("Remove org_id"),
    path: [{ attribute: "org_id" }],
  });
  expect(calls).toEqual([]);
});

test.each([
  ["no Data", ok(null), "Data.Total: expected a whole number, found nothing"],
  ["no Total", ok({ List: { ProductInfo: [] } }), "Data.Total: expected a whole number, found nothing"],
  ["a Total that is no number", ok({ Total: "many" }), "found a string"],
  ["no rows", ok({ Total: 1 }), "Data.List.ProductInfo: expected a list, found nothing"],
  ["rows in an object", ok({ Total: 1, List: { ProductInfo: {} } }), "found an object"],
  ["a row without a key", ok({ Total: 1, List: { ProductInfo: [{}] } }), "A product has no ProductKey"],
])("a page with %s is an explained error", async (_, reply, reason) => {
  const { source } = await service(() => reply);
  expect(await rejection<Problem>(source().search(query()))).toMatchObject({
    code: "answer-misshapen",
    reason: expect.stringContaining(reason),
    facts: { purpose: "search products", status: 200, requestId: "REQ-1" },
  });
});

test("a service without products may leave the rows out", async () => {
  const { source } = await service(() => ok({ Total: 0, List: {} }));
  expect(await source().search(query())).toEqual([]);
});

test("a Total that lies is an error that says what was seen, after two walks", async () => {
  const { source, calls } = await service(products([3, 2, 1], () => ({ Total: 9 })));
  const error = await rejection<Problem>(source().search(thin()));
  expect(error.code).toBe("products-changed");
  expect(error.reason).toContain("announced 9 products, and its 2 pages held 3 different ones, in two walks");
  expect(calls).toHaveLength(4);
});

test("a product created between two pages makes the walk start again, and nothing comes twice", async () => {
  const { source, calls } = await service((asked, response) =>
    products(newest(asked.number === 1 ? 250 : 251))(asked, response),
  );
  expect(keys(await source().search(thin()))).toEqual(keysOf(newest(251)));
  expect(calls).toHaveLength(5);
});

test("the secret is handed out by getSecret alone, and only that", async () => {
  const { source } = await service(products([1]));
  expect(await source().getSecret("a1key1", null)).toEqual<ProductSecret>({
    secret: "canary-product-secret",
    encryptedSecret: null,
    sessionKey: null,
  });
  expect(JSON.stringify([await source().get("a1key1", null), await source().search(query())])).not.toContain("canary");
  expect(await rejection(source().getSecret("gone", null))).toMatchObject({ code: "product-not-found" });
});

test.each([
  ["empty", "", "secret-missing", "ProductSecret is empty"],
  ["absent", undefined, "secret-missing", "ProductSecret is empty"],
  ["a number", 5, "answer-misshapen", "ProductSecret: expected a string, found a number"],
])("a secret that is %s is an explained error", async (_, ProductSecret, code, reason) => {
  const { source } = await service(() => ok(detail(1, { ProductSecret })));
  const error = await rejection<Problem>(source().getSecret("a1key1", null));
  expect(error.code).toBe(code);
  expect(error.reason).toContain(reason);
  expect(error.detail).toMatch(/^Could not get the secret of product a1key1\. /);
});

test("a search that is cancelled waits for nothing, details and all, and asks nothing more", async () => {
  const { source, calls } = await service((asked, response) =>
    asked.action === "QueryProduct" ? undefined : products(newest(100))(asked, response),
  );
  const controller = new AbortController();
  stopClock();
  const search = rejection(source().search(query(), controller.signal));
  await until(() => calls.length === 2);
  controller.abort();
  expect(await search).toMatchObject({ code: "request-cancelled" });
  await pass(10_000);
  expect(calls).toHaveLength(2);
});
