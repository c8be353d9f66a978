import { printCatalogue } from "../../../src/bootstrap/catalogue";
import { inventoryOf, odd } from "../../support/inventories";

test("a new product renames no other, and each product is one line of facts", () => {
  const before = inventoryOf([odd("k1", "Meter"), odd("k3", "网关")]);
  const after = inventoryOf([...before.products, odd("k2", "Meter"), odd("k0", "网关"), odd("k4", "meter")]);
  const lines = printCatalogue(before).split("\n").slice(2);
  expect(printCatalogue(after).split("\n")).toEqual(expect.arrayContaining(lines));
  expect(printCatalogue(after).match(/^export const .* as const;$/gm)).toHaveLength(5);
});
