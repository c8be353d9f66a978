import { productAttributes } from "../../../src/product/product";
import { camelCase, snakeCase } from "../../../src/schema/name";

test("every attribute name survives the way to Terraform and back", () => {
  for (const name of Object.keys(productAttributes)) expect(camelCase(snakeCase(name))).toBe(name);
  expect(snakeCase("defaultValidDay")).toBe("default_valid_day");
});
