import type { Product } from "../../src/product/product";
import type { ProductQuery } from "../../src/product/source";
import { isProblem, type Problem } from "../../src/schema/problem";
import { until } from "../support/clock";
import { samples } from "./samples";
import type { Opened } from "./target";
import { targets } from "./targets";

const query = (changes: Partial<ProductQuery>): ProductQuery => ({
  orgId: null,
  where: {},
  expression: null,
  maxItems: 50_000,
  details: false,
  ...changes,
});
const keys = (products: readonly Product[]) => products.map(({ productKey }) => productKey);
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => new Error("it succeeded"),
    (error: unknown) => error,
  );

describe.each(targets.map((target) => [target.name, target] as const))("%s", (_, target) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await target.open();
  });
  afterAll(() => opened.close());

  test("a product is read by its key", async () => {
    expect(await opened.source.get("gateKey01", null)).toMatchObject({
      id: "gateKey01",
      productKey: "gateKey01",
      productName: "边缘网关",
      productType: "Gateway",
    });
  });

  test("a product that is not there is told apart from every other failure", async () => {
    const error = await failure(opened.source.get("nowhere00", null));
    expect(isProblem(error, "product-not-found")).toBe(true);
    expect((error as Problem).reason).toContain("nowhere00");
    expect((error as Problem).facts).toMatchObject({
      platform: expect.any(String),
      status: expect.any(Number),
      platformCode: expect.anything(),
      requestId: expect.any(String),
    });
  });

  test("all products are listed once, newest first, over as many pages as it takes", async () => {
    const all = keys(await opened.source.search(query({})));
    expect(all).toEqual(samples.map(({ key }) => key).reverse());
  });

  test.each<[string, ProductQuery["where"], string[]]>([
    ["keys", { productKeys: ["meterKey1", "nowhere00"] }, ["meterKey1"]],
    ["no keys", { productKeys: [] }, []],
    ["a part of the name, in any case", { nameContains: "smart METER" }, ["meterKey1"]],
    ["Chinese text", { nameContains: "网关" }, ["gateKey01"]],
    ["a quote", { nameContains: `O'Neil` }, ["quoteKey1"]],
    ["a type", { productType: "Gateway" }, ["gateKey01"]],
    ["an RE2 expression", { nameRegex: "(?i)^(smart )?METER" }, ["quoteKey1", "meterKey1"]],
    ["all of it together", { productType: "Device", nameContains: "meter", nameRegex: "^S" }, ["meterKey1"]],
    ["nothing that is there", { nameContains: "no such name" }, []],
  ])("a search by %s gives what it names", async (_, where, expected) => {
    expect(keys(await opened.source.search(query({ where })))).toEqual(expected);
  });

  test("what a search tells of a product does not contradict what reading it tells", async () => {
    const [found] = await opened.source.search(query({ where: { productKeys: ["meterKey1"] }, details: true }));
    const read = await opened.source.get("meterKey1", null);
    expect(found).toEqual(read);
  });

  test("more matches than allowed are an error, not a shorter list", async () => {
    const error = await failure(opened.source.search(query({ maxItems: 1000 })));
    expect(error).toMatchObject({
      code: "too-many-products",
      facts: { found: expect.any(Number), maxItems: 1000 },
    });
  });

  test("a wrong secret is explained, and not shown", async () => {
    const error = await failure(opened.stranger.get("meterKey1", null));
    expect(error).toMatchObject({ code: target.refusal, denied: true, stage: "credentials" });
    expect(JSON.stringify(error) + (error as Problem).stack).not.toContain("mistaken");
  });

  test("no product secret comes with a product", async () => {
    const products = [await opened.source.get("meterKey1", null), ...(await opened.source.search(query({})))];
    expect(JSON.stringify(products)).not.toContain("canary-");
  });

  test("the secret comes only when it is asked for, plain or named as encrypted", async () => {
    const { secret, encryptedSecret, sessionKey } = await opened.source.getSecret("meterKey1", null);
    if (secret !== null)
      expect({ secret, encryptedSecret }).toEqual({ secret: "canary-meterKey1", encryptedSecret: null });
    else for (const part of [encryptedSecret, sessionKey]) expect(part).toMatch(/^[A-Za-z0-9+/=]{16,}$/);
  });

  test("a read ends when nobody waits for it any more", async () => {
    opened.emulator.faults.add({ delay: 3_600_000 });
    const controller = new AbortController();
    const read = failure(opened.source.get("meterKey1", null, controller.signal));
    await until(() => opened.emulator.faults.left.length === 0);
    controller.abort();
    expect(await read).toMatchObject({ code: "request-cancelled" });
  });
});
