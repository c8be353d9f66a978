import { validitiesOf } from "../../../../src/bootstrap/page/validities";
import { pageProduct } from "../../../support/pages/products";

const days = (defaultValidDay: number | null, maxValidDay: number | null) =>
  pageProduct("a", { defaultValidDay, maxValidDay });
const lines = (...products: ReturnType<typeof days>[]) =>
  validitiesOf(products).map(({ label, byDefault, atMost }) => `${label}: ${byDefault}, ${atMost}`);

test("each number of days has a line, in their order, and those without one are last", () => {
  expect(lines(days(730, 1095), days(30, 1095), days(null, null), days(730, null))).toEqual([
    "30: 1, 0",
    "730: 2, 0",
    "1095: 0, 2",
    "none: 1, 2",
  ]);
});

test("where no product has a number, there is nothing to show", () => {
  expect(lines()).toEqual([]);
  expect(lines(days(null, null))).toEqual([]);
});

test("many different numbers are ranges, in which each product is counted once", () => {
  const many = [0, 1, 30, 31, 90, 180, 181, 365, 366, 730, 1095, 1825, 3650, 3651].map((each) => days(each, null));
  expect(lines(...many)).toEqual([
    "up to 30: 3, 0",
    "31–90: 2, 0",
    "91–180: 1, 0",
    "181–365: 2, 0",
    "366–730: 2, 0",
    "731–1095: 1, 0",
    "1096–1825: 1, 0",
    "1826–3650: 1, 0",
    "over 3650: 1, 0",
    "none: 0, 14",
  ]);
});

test("twelve different numbers are not too many", () => {
  const twelve = Array.from({ length: 12 }, (_, index) => days(index, index));
  expect(validitiesOf(twelve)).toHaveLength(12);
  expect(validitiesOf([...twelve, days(12, 12)])[0]?.label).toBe("up to 30");
});
