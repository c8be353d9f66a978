import { contradictions } from "../../../src/product/bounds";
import { checkProduct, checkProducts } from "../../../src/product/expectation";
import { nulls } from "../../../src/product/nulls";
import type { Product } from "../../../src/product/product";
import { printPath } from "../../../src/schema/path";
import { isProblem, type Problem } from "../../../src/schema/problem";
import { UNKNOWN } from "../../../src/schema/type";

type OfOne = Parameters<typeof checkProduct>[0];
type OfMany = Parameters<typeof checkProducts>[0];

const productOf = (productKey: string, more: Partial<Product> = {}) =>
  ({ productKey, modelId: "M", updateBy: null, updateTime: null, ...more }) as Product;
const meter = productOf("k1", { productTags: { site: "上海", line: "meters" } });

const problemsOf = (check: (warn: (problem: Problem) => void) => unknown) => {
  const warnings: Problem[] = [];
  try {
    const drift = check((problem) => warnings.push(problem));
    return { errors: [], warnings, drift };
  } catch (error) {
    if (!isProblem(error, "not-as-expected")) throw error;
    return { errors: error.problems, warnings };
  }
};
const unbounded = { atLeast: null, atMost: null };
const single = (expected: object | null, product = meter, onDrift: string | null = null, bounds: object = unbounded) =>
  problemsOf((warn) => checkProduct({ expect: expected, onDrift, ...unbounded, ...bounds } as OfOne, product, warn));
const plural = (
  expected: object | null,
  products: readonly Product[],
  onDrift: string | null = null,
  bounds: object = unbounded,
) => {
  const byKey = new Map(products.map((product) => [product.productKey ?? "", product]));
  const complete = expected && { productKeys: null, products: null, ...expected };
  return problemsOf((warn) =>
    checkProducts({ expect: complete, onDrift, ...unbounded, ...bounds } as OfMany, byKey, warn),
  );
};
const paths = (problems: readonly Problem[]) => problems.map(({ path }) => printPath(path));

test("without expect nothing is compared", () => {
  expect(single(null)).toEqual({ errors: [], warnings: [], drift: [] });
  expect(plural(null, [meter])).toEqual({ errors: [], warnings: [], drift: [] });
});

test("a difference names attribute, product, both values, and what to do", () => {
  const { errors } = single({ modelId: "旧" });
  expect(errors).toHaveLength(1);
  expect(errors[0]?.summary).toBe('Product "k1": model_id is not as expected');
  expect(errors[0]?.reason).toContain('expect.model_id says.\n\n  expected: "旧"\n  actual:   "M"');
  expect(errors[0]?.remedy).toMatch(/write the actual value into expect; .*connect\.lock\.json.* who changed it\.$/);
});

test("who last updated the product is named where the platform knows it", () => {
  const updated = productOf("k1", { updateBy: "李娜", updateTime: "2021-01-20T00:00:00.000Z" });
  expect(single({ modelId: "N" }, updated).errors[0]?.detail).toMatch(
    /"李娜" updated it last, at 2021-01-20T00:00:00.000Z\.$/,
  );
  expect(single({ modelId: "N" }, { ...updated, updateTime: null }).errors[0]?.detail).toMatch(
    /"李娜" updated it last\.$/,
  );
});

test("a value that is gone cannot be expected: the advice says so", () => {
  expect(single({ maxValidDay: 3 }).errors[0]?.detail).toMatch(
    /actual: {3}null .*remove the attribute from expect and name it in expect\.nulls/,
  );
});

test("of two maps only the members that differ are shown", () => {
  const { reason } = single({ productTags: { site: "北京", line: "meters" } }).errors[0] as Problem;
  expect(reason).toMatch(/\n\n {2}"site"\n {4}expected: "北京"\n {4}actual: {3}"上海"$/);
});

test("all differences come in one error, or as one warning each", () => {
  const expected = { modelId: "N", productType: "Gateway", aliyun: { owner: true } };
  const all = ["expect.product_type", "expect.model_id", "expect.aliyun.owner"];
  expect(paths(single(expected).errors)).toEqual(all);
  expect(paths(single(expected, meter, "error").errors)).toEqual(all);
  const { errors, warnings } = single(expected, meter, "warning");
  expect([errors, paths(warnings)]).toEqual([[], all]);
  expect(new Set(warnings.map(({ summary }) => summary)).size).toBe(all.length);
});

test("an expect with nothing in it is a warning, even where drift is an error", () => {
  expect(single({ modelId: null, aliyun: { owner: null } }).warnings).toMatchObject([{ code: "nothing-expected" }]);
  expect(plural({ products: {} }, [meter]).warnings).toMatchObject([{ code: "nothing-expected" }]);
});

test.each<[expected: string[], actual: string[], told: string | null]>([
  [[], [], null],
  [["b", "a", "a"], ["a", "b"], null],
  [["a", "b"], ["a"], 'missing "b"'],
  [["a"], ["a", "c", "b"], 'unexpected "b" and 1 more'],
  [["A"], ["a"], 'missing "A", unexpected "a"'],
  [[], ["a"], 'unexpected "a"'],
])("keys %j expected, %j found: %s", (productKeys, actual, told) => {
  const { errors } = plural(
    { productKeys },
    actual.map((key) => productOf(key)),
  );
  expect(errors.map(({ summary }) => summary)).toEqual(told ? [`Other products than expected: ${told}`] : []);
  expect(paths(errors)).toEqual(told ? ["expect.product_keys"] : []);
});

test("many missing keys are counted after the first ones", () => {
  const productKeys = Array.from({ length: 1_000 }, (_, index) => `k${index}`);
  expect(plural({ productKeys }, []).errors[0]?.reason).toMatch(/missing "k0", "k1", .*"k115" and 980 more$/);
});

test("single products are compared by key, and the others are not", () => {
  const products = { k1: { modelId: "M" }, k2: { modelId: "N" }, toString: {} };
  expect(paths(plural({ products }, [meter, productOf("k2"), productOf("k3")]).errors)).toEqual([
    'expect.products["k2"].model_id',
    'expect.products["toString"]',
  ]);
});

test("a missing product is told once", () => {
  const expected = { productKeys: ["k1", "k2"], products: { k2: { modelId: "M" } } };
  expect(paths(plural(expected, [meter]).errors)).toEqual(["expect.product_keys"]);
});

test("of very many differences the first are shown and the rest is counted", () => {
  const keys = Array.from({ length: 250 }, (_, index) => `k${index}`);
  const products = Object.fromEntries(keys.map((key) => [key, { modelId: "N" }]));
  const { errors } = plural(
    { products },
    keys.map((key) => productOf(key)),
  );
  expect(errors).toHaveLength(101);
  expect(errors.at(-1)?.summary).toBe("150 more differences");
});

describe("bounds", () => {
  const product = productOf("k1", { maxValidDay: 365, aliyun: { deviceCount: 3 } as Product["aliyun"] });
  const within = (bounds: object) => single(null, product, null, bounds).errors;

  test("hold at the limit itself, and one beyond it do not", () => {
    expect(within({ atLeast: { maxValidDay: 365, aliyun: { deviceCount: 3 } }, atMost: { maxValidDay: 365 } })).toEqual(
      [],
    );
    expect(paths(within({ atLeast: { maxValidDay: 366 }, atMost: { maxValidDay: 364 } }))).toEqual([
      "at_least.max_valid_day",
      "at_most.max_valid_day",
    ]);
    expect(paths(within({ atMost: { aliyun: { deviceCount: 2 } } }))).toEqual(["at_most.aliyun.device_count"]);
  });

  test("do not hold where there is no number, and ask nothing where they are not set", () => {
    const [problem] = within({ atLeast: { defaultValidDay: 1 }, atMost: { maxValidDay: null } });
    expect(problem?.summary).toBe('Product "k1": default_valid_day is not at least 1');
    expect(problem?.reason).toContain("expected: at least 1\n  actual:   null");
  });

  test("of a list bound every product, and are warnings where warnings are wanted", () => {
    const products = [product, productOf("k2", { maxValidDay: 10 }), productOf("k3", { maxValidDay: 900 })];
    const { errors, warnings, drift } = plural(null, products, "warning", { atLeast: { maxValidDay: 365 } });
    expect({ errors, count: warnings.length }).toEqual({ errors: [], count: 1 });
    expect(drift).toEqual([{ productKey: "k2", attribute: "max_valid_day", expected: "at least 365", actual: "10" }]);
  });

  test.each([
    [{ atLeast: { maxValidDay: 2 }, atMost: { maxValidDay: 1 }, expect: null }, "at_most.max_valid_day"],
    [{ atLeast: { maxValidDay: 5 }, atMost: null, expect: { maxValidDay: 4 } }, "at_least.max_valid_day"],
    [
      { atLeast: null, atMost: { aliyun: { deviceCount: 1 } }, expect: { aliyun: { deviceCount: 2 } } },
      "at_most.aliyun.device_count",
    ],
  ])("%j contradict each other", (config, path) => {
    expect(paths(contradictions(config))).toEqual([path]);
  });

  test.each([
    [{ atLeast: { maxValidDay: 1 }, atMost: { maxValidDay: 1 }, expect: { maxValidDay: 1 } }],
    [{ atLeast: UNKNOWN, atMost: { maxValidDay: 1 }, expect: UNKNOWN }],
    [{ atLeast: { maxValidDay: UNKNOWN }, atMost: { maxValidDay: 1 }, expect: { maxValidDay: null } }],
    [{ atLeast: null, atMost: null, expect: { products: {}, productKeys: null } }],
  ])("%j may all hold", (config) => {
    expect(contradictions(config)).toEqual([]);
  });
});

describe("nulls", () => {
  test("name attributes that must be null", () => {
    const names = ["max_valid_day", "model_id", "aliyun.net_type"];
    const { errors } = single({ nulls: names }, productOf("k1", { maxValidDay: null, aliyun: null }));
    expect(paths(errors)).toEqual(["expect.nulls"]);
    expect(errors[0]?.summary).toBe('Product "k1": model_id is not as expected');
    expect(errors[0]?.remedy).toContain(
      "remove the attribute from expect.nulls and write the actual value into expect",
    );
  });

  test.each([["modelId"], ["product_key"], ["aliyun.x"], [""]])("%j is refused", (name) => {
    expect(nulls.check?.([name])).toMatch(/is not an attribute of products; these are: org_id, /);
  });
});

test("drift has a row for each difference, as text, and for each key that is missing or one too many", () => {
  const product = productOf("k1", { productTags: { b: "1", a: "2" }, biDirectionalAuth: true, maxValidDay: null });
  const expected = { productTags: { a: "2" }, biDirectionalAuth: false, modelId: "N", maxValidDay: 3 };
  expect(single(expected, product, "warning").drift).toEqual([
    { productKey: "k1", attribute: "product_tags", expected: '{"a":"2"}', actual: '{"a":"2","b":"1"}' },
    { productKey: "k1", attribute: "model_id", expected: "N", actual: "M" },
    { productKey: "k1", attribute: "bi_directional_auth", expected: "false", actual: "true" },
    { productKey: "k1", attribute: "max_valid_day", expected: "3", actual: null },
  ]);
  const keys = plural(
    { productKeys: ["k1", "gone"], products: { away: { modelId: "M" } } },
    [product, productOf("new")],
    "warning",
  );
  expect(keys.drift).toEqual([
    { productKey: "gone", attribute: "product_key", expected: "gone", actual: null },
    { productKey: "new", attribute: "product_key", expected: null, actual: "new" },
    { productKey: "away", attribute: "product_key", expected: "away", actual: null },
  ]);
});
