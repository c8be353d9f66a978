import type { ProductQuery } from "../../../../src/product/source";
import type { Problem } from "../../../../src/schema/problem";
import { stopClock, until } from "../../../support/clock";
import { type Asked, gateway, ok, paged, refusal, row } from "../../../support/gateway";
import { closeAll, rejection } from "../../../support/loopback-server";

afterEach(closeAll);

const query = (changes: Partial<ProductQuery> = {}): ProductQuery => ({
  orgId: null,
  where: {},
  expression: null,
  maxItems: 50_000,
  details: true,
  ...changes,
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`p${index}`));
const keys = (products: readonly { readonly productKey: string | null }[]) => products.map((each) => each.productKey);
const bodies = (calls: readonly Asked[]) => calls.map(({ body }) => JSON.parse(body));

test("get asks with signed headers, and search with a body and nothing about secrets", async () => {
  const { source, calls } = await gateway((asked) =>
    asked.method === "GET" ? ok(row("P")) : paged([])(asked, null as never),
  );
  const products = source();
  await products.get("P", null);
  await products.search(query());
  const [get, search] = calls as [Asked, Asked];
  expect([get.method, get.path, get.query.toString()]).toEqual([
    "GET",
    "/connect-service/v2.4/products",
    "action=get&orgId=o1&productKey=P",
  ]);
  expect([search.method, search.path, search.query.toString()]).toEqual([
    "POST",
    "/connect-service/v2.4/products",
    "action=search&orgId=o1",
  ]);
  expect(search.body).toBe('{"pagination":{"pageNo":1,"pageSize":1000}}');
  expect(search.headers["content-type"]).toBe("application/json;charset=UTF-8");
  for (const { headers } of calls)
    expect(headers).toMatchObject({
      "apim-accesstoken": "canary-token-1",
      "apim-signature": expect.stringMatching(/^[0-9a-f]{64}$/),
      "apim-timestamp": expect.stringMatching(/^\d{13}$/),
    });
});

test("the endpoint may have a path of its own, and the organization of a call wins", async () => {
  const { endpoint, source, calls } = await gateway(() => ok(row("P", { orgId: "o2" })));
  await source({ endpoint: `${endpoint}/edge/gw/`, apiVersion: "v2.1" }).get("P", "o2");
  expect(calls[0]?.path).toBe("/edge/gw/connect-service/v2.1/products");
  expect(calls[0]?.query.get("orgId")).toBe("o2");
});

test("a key is percent-encoded strictly and arrives as it was", async () => {
  const key = "a b+c%d&e=f'(g)*描";
  const raw: (string | undefined)[] = [];
  const { source, calls } = await gateway((_, response) => {
    raw.push(response.req.url);
    return ok(row(key));
  });
  await source().get(key, null);
  expect(calls[0]?.query.get("productKey")).toBe(key);
  expect(raw[0]).toContain("productKey=a%20b%2Bc%25d%26e%3Df%27%28g%29%2A%E6%8F%8F");
});

test.each([
  ["v2.1", 0, 1],
  ["v2.1", 1, 1],
  ["v2.1", 1001, 6],
  ["v2.4", 1001, 2],
  ["v2.4", 5000, 5],
])("with %s, %i products come in %i requests", async (apiVersion, count, requests) => {
  const { source, calls } = await gateway(paged(rows(count)));
  const found = await source({ apiVersion }).search(query());
  expect(keys(found)).toEqual(rows(count).map((each) => each.productKey));
  expect(calls).toHaveLength(requests);
});

test("an answer without rows may say null for them", async () => {
  const { source } = await gateway(() => ok(null, { pagination: { totalSize: 0 } }));
  expect(await source().search(query())).toEqual([]);
});

test.each([
  ["no rows at all", ok(undefined, { pagination: { totalSize: 1 } }), "data: expected a list, found nothing."],
  ["rows that are an object", ok({}, { pagination: { totalSize: 1 } }), "data: expected a list, found an object."],
  [
    "a total that is no number",
    ok([], { pagination: { totalSize: "many" } }),
    "totalSize: expected a whole number, found a string.",
  ],
  ["a row without a key", ok([{}], { pagination: { totalSize: 1 } }), "A product has no productKey"],
])("%s is an explained error", async (_, reply, reason) => {
  const { source } = await gateway(() => reply);
  expect(await rejection(source().search(query()))).toMatchObject({
    code: "answer-misshapen",
    reason: expect.stringContaining(reason),
    facts: { purpose: "search products", platform: "EnOS Connect", status: 200, platformCode: 0, requestId: "req-1" },
  });
});

test("a total that lies is an error that says what was seen", async () => {
  const { source } = await gateway(paged(rows(3), () => ({ totalSize: 9 })));
  const error = await rejection<Problem>(source().search(query()));
  expect(error).toMatchObject({ code: "products-changed", facts: { purpose: "search products" } });
  expect(error.reason).toContain("announced 9 products, and its 2 pages held 3 different ones, in two walks");
});

test("more matches than max_items are an error at once", async () => {
  const { source, calls } = await gateway(paged(rows(5000)));
  expect(await rejection(source().search(query({ maxItems: 4999 })))).toMatchObject({
    code: "too-many-products",
    facts: { found: 5000, maxItems: 4999 },
  });
  expect(calls).toHaveLength(1);
});

test("an empty list of keys asks nothing and finds nothing", async () => {
  const { source, calls, tokenCalls } = await gateway(paged(rows(3)));
  expect(await source().search(query({ where: { productKeys: [] } }))).toEqual([]);
  expect([...calls, ...tokenCalls]).toEqual([]);
});

test("many keys are asked for in portions, each key once", async () => {
  const { source, calls } = await gateway(({ body }) => {
    const asked = [...JSON.parse(body).expression.matchAll(/"([^"]+)"/g)].map((match) => row(match[1]));
    return ok(asked, { pagination: { totalSize: asked.length } });
  });
  const productKeys = Array.from({ length: 450 }, (_, index) => `k${index % 430}`);
  expect(keys(await source().search(query({ where: { productKeys } })))).toEqual(productKeys.slice(0, 430));
  expect(calls).toHaveLength(3);
  expect(await rejection(source().search(query({ where: { productKeys }, maxItems: 300 })))).toMatchObject({
    code: "too-many-products",
    facts: { found: 400, maxItems: 300 },
  });
});

test("what EnOS can filter is asked, what it cannot is judged here", async () => {
  const all = [
    row("a", { productType: "Gateway", productTags: { site: "A", "x-y": "1" } }),
    row("b", { productTags: { site: "A", "x-y": "1" } }),
    row("c", { productType: "Gateway", productTags: { site: "A" } }),
  ];
  const { source, calls } = await gateway(paged(all));
  const where = { modelId: "M", productType: "Gateway", nameRegex: "(?i)NAME OF", tags: { site: "A", "x-y": "1" } };
  expect(
    keys(await source().search(query({ where, expression: "productKey = 'a' or modelId = 'M'", maxItems: 1 }))),
  ).toEqual(["a"]);
  expect(bodies(calls)[0].expression).toBe(
    "(productKey = 'a' or modelId = 'M') and modelId = \"M\" and productTags.site = \"A\"",
  );
});

test.each<[string, ProductQuery["where"], object, string]>([
  ["keys", { productKeys: ["a"] }, {}, "where.product_keys"],
  ["model", { modelId: "N" }, {}, "where.model_id"],
  ["tags", { tags: { site: "A" } }, { productTags: { site: "B" } }, "where.tags"],
  ["tags, and sends none", { tags: { site: "A" } }, { productTags: null }, "where.tags"],
])("a platform that ignores a filter by %s is not believed", async (_, where, members, filter) => {
  const { source } = await gateway(paged([row("b", members)]));
  expect(await rejection(source().search(query({ where })))).toMatchObject({
    code: "answer-mismatched",
    reason: expect.stringContaining(`product "b", which does not meet ${filter}`),
  });
});

test("a product of another organization is refused, in every read; one without is that of the question", async () => {
  const { source } = await gateway(({ method }) => {
    const product = row("P", { orgId: "o2" });
    return method === "GET" ? ok(product) : ok([product], { pagination: { totalSize: 1 } });
  });
  const refused = {
    code: "answer-mismatched",
    reason: expect.stringMatching(/product "P" of organization "o2"; organization "o1" was requested/),
  };
  expect(await rejection(source().get("P", null))).toMatchObject(refused);
  expect(await rejection(source().getSecret("P", null))).toMatchObject(refused);
  expect(await rejection(source().search(query()))).toMatchObject(refused);
  expect(await source().get("P", "o2")).toMatchObject({ orgId: "o2" });
  const { source: silent } = await gateway(() => ok(row("P", { orgId: null })));
  expect(await silent().get("P", null)).toMatchObject({ productKey: "P", orgId: null });
});

test("a filter that cannot be quoted is refused before anything is sent", async () => {
  const { source, calls, tokenCalls } = await gateway(paged([]));
  const error = await rejection(source().search(query({ where: { modelId: `a"b'c` } })));
  expect(error).toMatchObject({
    code: "filter-unusable",
    path: [{ attribute: "where" }, { attribute: "model_id" }],
  });
  expect([...calls, ...tokenCalls]).toEqual([]);
});

test("no secret is in a result, in the log or in an error", async () => {
  const log: unknown[] = [];
  const { source } = await gateway((asked, response) =>
    asked.query.get("productKey") === "gone"
      ? refusal(99500, "canary-secret-key")
      : asked.method === "GET"
        ? ok(row("P"))
        : paged(rows(2))(asked, response),
  );
  const products = source({}, { observe: (event) => log.push(event) });
  const found = [await products.get("P", null), ...(await products.search(query()))];
  const error = await rejection<Problem>(products.get("gone", null));
  expect(log.length).toBeGreaterThanOrEqual(4);
  expect(JSON.stringify([found, log, error]) + error.stack).not.toContain("canary");
});

test("a search that is cancelled waits for nothing", async () => {
  const { source, calls } = await gateway(({ number }, response) =>
    number === 1
      ? paged(rows(2000))({ body: '{"pagination":{"pageNo":1,"pageSize":1000}}' } as Asked, response)
      : undefined,
  );
  const controller = new AbortController();
  stopClock();
  const search = rejection(source().search(query(), controller.signal));
  await until(() => calls.length === 2);
  controller.abort();
  expect(await search).toMatchObject({ code: "request-cancelled" });
});
