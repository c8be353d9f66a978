import { checkQuery } from "../../../src/lock/entry";
import { connectProducts } from "../../../src/product/data-source";
import { type ProductWhere, wherePath } from "../../../src/product/where";
import { productsQuery } from "../../../src/reader/query";
import type { NestedType } from "../../../src/schema/object";

const filters = connectProducts.attributes.where.type as NestedType<unknown>;
const nothing = Object.fromEntries(Object.keys(filters.nested).map((name) => [name, null]));

/** For every filter of the provider, values it refuses. */
const refused: { readonly [K in keyof ProductWhere]-?: readonly NonNullable<ProductWhere[K]>[] } = {
  productKeys: [["a", "b\\"], [`'"`]],
  modelId: ["", "a\nb"],
  productType: ["device"],
  nameContains: [" ", "\\"],
  nameRegex: ["(", "(?=a)"],
  tags: [{ site: "\u0000" }],
};

const cases = Object.entries(refused).flatMap(([name, values]) => (values as unknown[]).map((value) => [name, value]));

test("every filter of the provider is known here", () => {
  expect(Object.keys(refused).sort()).toEqual(Object.keys(filters.nested).sort());
});

test.each(cases)("%s: %j is refused in the provider's words", (name, value) => {
  const [finding] = filters.check?.({ ...nothing, [name as string]: value }, []) ?? [];
  expect(finding?.detail).toBeTruthy();
  expect(() => checkQuery(productsQuery({ where: { [name as string]: value } }))).toThrow(finding?.detail);
});

test("a filter there is not is refused", () => {
  expect(() => checkQuery(productsQuery({ where: { model: "M" } as ProductWhere }))).toThrow(
    expect.objectContaining({ code: "invalid-value", path: wherePath("model") }),
  );
});

test("one meaning has one spelling", () => {
  const one = productsQuery({ where: { productKeys: ["b", "a", "b"], modelId: null }, details: true });
  expect(one).toEqual(productsQuery({ where: { productKeys: ["a", "b"] } }));
  expect(productsQuery({ where: {} })).toEqual(productsQuery({}));
});
