import { connect } from "../../src/provider";
import type { Attributes } from "../../src/schema/attribute";
import type { NestedType } from "../../src/schema/object";

const elements = { ...connect.dataSources, ...connect.ephemeralResources };

/** All arguments that must be written, at any depth, with their checks. */
const required = (
  attributes: Attributes,
  path: string,
): [path: string, check: (value: string) => string | undefined][] =>
  Object.entries(attributes).flatMap(([name, { mode, type, check }]) => [
    ...(mode === "required" && check ? [[`${path}.${name}`, check] as [string, typeof check]] : []),
    ...required((type as Partial<NestedType<unknown>>).nested ?? {}, `${path}.${name}`),
  ]);
const all = Object.entries(elements).flatMap(([name, { attributes }]) => required(attributes, name));

test("the key of a product is required wherever one is read", () => {
  const paths = all.map(([path]) => path);
  expect(paths).toEqual(expect.arrayContaining(["connect_product.productKey", "connect_product_secret.productKey"]));
});

test.each(all)("%s may not be empty, and nobody is told to leave it out", (_, check) => {
  for (const text of ["", " "]) {
    expect(check(text)).toMatch(/^It must /);
    expect(check(text)).not.toContain("leave it out");
  }
});
