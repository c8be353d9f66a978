import { Check, enosSide } from "../../support/drift";
import { account, wireProduct } from "../../support/enos";

let check: Check;
beforeEach(async () => {
  check = await Check.start(enosSide);
  check.emulator.reload({
    accounts: [account],
    products: [
      wireProduct(1, { productKey: "long", maxValidDay: 1095, defaultValidDay: 365 }),
      wireProduct(2, { productKey: "short", maxValidDay: 90, defaultValidDay: null }),
    ],
  });
});
afterEach(() => check.end());

const expecting = async (products: object, more: object = {}) => {
  check.write("e.json", { version: 1, ...more, products });
  return check.report(["--expectations", "e.json"]);
};

test("numbers within bounds are as written down, at the bound itself too", async () => {
  const bounds = { atLeast: { maxValidDay: 1095 }, atMost: { maxValidDay: 1095, defaultValidDay: 400 } };
  expect(await expecting({ long: { modelId: "M", ...bounds } })).toMatchObject({ code: 0, findings: [] });
});

test("numbers beyond bounds, and none, are findings at the line of the bound", async () => {
  const { code, findings } = await expecting({
    long: { atMost: { maxValidDay: 1000 } },
    short: { atLeast: { maxValidDay: 365, defaultValidDay: 1 } },
  });
  expect(code).toBe(2);
  expect(findings).toMatchObject([
    { kind: "changed", productKey: "long", attribute: "maxValidDay", expected: "at most 1000", actual: 1095 },
    { productKey: "short", attribute: "defaultValidDay", expected: "at least 1", actual: null },
    { productKey: "short", attribute: "maxValidDay", expected: "at least 365", actual: 90, place: { line: 11 } },
  ]);
  expect(findings[2].summary).toBe('product "short": maxValidDay is 90, expected at least 365');
});

test("bounds hold for the products of a query as well, and rules ignore what is beyond them", async () => {
  const query = { products: {} };
  const products = { long: {}, short: { atLeast: { maxValidDay: 365 } } };
  expect(await expecting(products, { query })).toMatchObject({ code: 2, findings: [{ attribute: "maxValidDay" }] });
  const rule = { product: "short", attribute: "max_valid_day", reason: "r", expires: "2030-01-01" };
  check.write("drift.ignore.yaml", { version: 1, ignore: [rule] });
  expect(await check.report(["--expectations", "e.json"])).toMatchObject({ code: 0 });
});

test.each([
  [{ atLeast: { modelId: 1 } }, /products\["long"\]\.atLeast: .*"modelId"|modelId/],
  [{ atLeast: { maxValidDay: "1" } }, /atLeast\.maxValidDay: expected a whole number/],
  [{ atLeast: { maxValidDay: 5 }, atMost: { maxValidDay: 4 } }, /atMost\.maxValidDay: It is 4, and at_least is 5\./],
  [{ maxValidDay: 9, atMost: { maxValidDay: 4 } }, /atMost\.maxValidDay: It is 4, and expect has 9\./],
])("%j is refused at its place", async (expected, message) => {
  await expect(expecting({ long: expected })).rejects.toThrow(message);
});
