import { printHtml } from "../../../src/bootstrap/html";
import type { Comparison } from "../../../src/bootstrap/page/content";
import demoSeed from "../../../src/emulator/enos/demo.json";
import { inventoryOf, oddKeys, oddNames } from "../inventories";
import { product } from "../recorded";
import { openPage } from "./open";

export const demo = demoSeed.products.map(({ productKey, productName, productType, ...more }) =>
  product(productKey, {
    productName: productName.defaultValue,
    localizedNames: productName.i18nValue as Record<string, string>,
    productType: productType as "Device" | "Gateway",
    modelId: more.modelId,
    defaultValidDay: more.defaultValidDay,
    maxValidDay: more.maxValidDay,
  }),
);
const ofMany = (index: number) =>
  product(`key${index}`, { productName: `Meter ${index}`, defaultValidDay: index % 400 });
export const many = Array.from({ length: 10_000 }, (_, index) => ofMany(index));
/** How many of them have these digits in their key, name or days. */
export const having = (digits: string) =>
  many.filter((each) => `${each.productKey} ${each.productName} ${each.defaultValidDay}`.includes(digits)).length;
export const odd = [
  ...oddNames.map((text, index) =>
    product(`key${index}`, {
      productName: text,
      localizedNames: { ar_EG: text ?? "", '"><b>': `x${text}` },
      modelId: text,
    }),
  ),
  ...oddKeys.map((key) => product(key, { productName: "<img src=x onerror=alert(1)>" })),
  product("long", { productName: `start ${"字".repeat(100_000)} end` }),
];
export const comparisons: Comparison[] = [
  {
    file: "expectations.json",
    verb: "expected",
    marks: [
      { productKey: "8f7KmDED", kind: "changed", attribute: "maxValidDay", expected: 730, actual: 1095 },
      { productKey: "8f7KmDED", kind: "changed", attribute: "dataFormat", expected: "<b>Custom</b>", actual: null },
      { productKey: "Jc8yP1wN", kind: "extra" },
    ],
  },
];
export const open = (products: typeof demo, more: Parameters<typeof inventoryOf>[1] = {}, options = {}) =>
  openPage(printHtml(inventoryOf(products, more)), options);
