import { detail, ok as fine, service, thinRow } from "../../support/aliyun-service";
import { gateway, granted, ok, row } from "../../support/gateway";
import { closeAll, rejection } from "../../support/loopback-server";
import { loosePlatforms as both, list, type Members } from "../../support/loose-platforms";

// Answers in spellings that documents do not show: what has one meaning is read.

afterEach(closeAll);

/** Numbers and booleans as text; names, and what stands under `keeps`, are left alone. */
const asText = (value: unknown): unknown => {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(asText);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
};

test.each(both)(
  "numbers, booleans and times of $name as text are the same product",
  async ({ open, complete, keyOf }) => {
    const rows = [complete(2), complete(1)];
    const [plain, loose] = [await open(rows), await open(asText(rows) as Members[])];
    expect(await loose.get(keyOf(1), null)).toEqual(await plain.get(keyOf(1), null));
    for (const details of [true, false]) {
      const { products, unread } = await list(loose, { details });
      expect(products).toEqual((await list(plain, { details })).products);
      expect(products.map(({ productKey }) => productKey)).toEqual([keyOf(2), keyOf(1)]);
      expect(unread).toEqual([]);
    }
  },
);

test.each([
  { Success: "true" },
  { Success: "TRUE", Code: 200 },
  { Success: true, Code: "200" },
  { Success: undefined, Code: "200", Message: "success" },
  { Success: null, Code: "OK" },
])("Aliyun's envelope with %j is a success", async (envelope) => {
  const { source } = await service(({ action }) =>
    action === "QueryProduct"
      ? fine(detail(1), envelope)
      : fine(
          { CurrentPage: "1", PageCount: "1", PageSize: "200", Total: "1", List: { ProductInfo: [thinRow(1)] } },
          envelope,
        ),
  );
  expect((await source().get("a1key1", null)).productName).toBe("Product 1");
  expect((await list(source())).products.map(({ productKey }) => productKey)).toEqual(["a1key1"]);
});

test.each([
  { Success: "false", Code: "iot.prod.NotExistedProduct" },
  { Success: "FALSE", Code: "iot.prod.NotExistedProduct" },
  { Success: undefined, Code: "iot.prod.NotExistedProduct" },
])("Aliyun's envelope with %j is a refusal", async (envelope) => {
  const { source } = await service(() => fine(null, envelope));
  expect(await rejection(source().get("a1key1", null))).toMatchObject({ code: "product-not-found" });
});

test("the codes, the total and the life of the token of EnOS may be text", async () => {
  const { source, tokenCalls } = await gateway(
    () => ok([row("p1")], { code: "0", pagination: { pageNo: "1", pageSize: "100", totalSize: "1" } }),
    () => ({ body: { ...(granted("canary-token-1", "7200").body as object), status: "0" } }),
  );
  const opened = source();
  expect((await list(opened)).products.map(({ productKey }) => productKey)).toEqual(["p1"]);
  expect((await list(opened)).products).toHaveLength(1);
  expect(tokenCalls).toHaveLength(1);
});
