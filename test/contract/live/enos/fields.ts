import type { WireProduct } from "../../../../src/emulator/enos/seed";

type Fits = (value: unknown, product: WireProduct) => boolean;

const text: Fits = (value) => typeof value === "string";
const flag: Fits = (value) => typeof value === "boolean";
const moment: Fits = (value) => Number.isSafeInteger(value);
const struct: Fits = (value) => typeof value === "object" && !Array.isArray(value);
const oneOf =
  (...words: readonly string[]): Fits =>
  (value) =>
    words.includes(value as string);
const days: Fits = (value, { biDirectionalAuth }) =>
  biDirectionalAuth === true && Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 3650;

/** As the field tables of Get Product have them; what is absent or null fits. */
const fields: Readonly<Record<string, Fits>> = {
  orgId: text,
  productKey: text,
  productName: (value) => struct(value, {} as never) && "defaultValue" in (value as object),
  productDesc: text,
  productType: oneOf("Device", "Gateway"),
  dataFormat: oneOf("Json", "Custom"),
  productTags: struct,
  modelId: text,
  dynamicActiveEnabled: flag,
  dynamicActivateEnabled: flag,
  biDirectionalAuth: flag,
  createTime: moment,
  createBy: text,
  updateTime: moment,
  updateBy: text,
  defaultValidDay: days,
  maxValidDay: days,
};

/** Names of the fields that are not as documented. */
export const misfits = (product: WireProduct): string[] =>
  Object.entries(fields)
    .filter(([name, fits]) => (product[name] ?? null) !== null && !fits(product[name], product))
    .map(([name]) => name);
