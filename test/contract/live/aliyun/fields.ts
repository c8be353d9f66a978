import type { WireProduct } from "../../../../src/emulator/aliyun/seed";

type Fits = (value: unknown) => boolean;

const text: Fits = (value) => typeof value === "string";
const flag: Fits = (value) => typeof value === "boolean";
const whole: Fits = (value) => Number.isSafeInteger(value);
const oneOf =
  (...words: readonly unknown[]): Fits =>
  (value) =>
    words.includes(value);

/** As the tables of QueryProduct have them; what is absent or null fits. */
const fields: Readonly<Record<string, Fits>> = {
  ProductKey: text,
  ProductName: text,
  Description: text,
  ProductStatus: oneOf("DEVELOPMENT_STATUS", "RELEASE_STATUS"),
  GmtCreate: whole,
  DeviceCount: whole,
  NodeType: oneOf(0, 1),
  DataFormat: oneOf(0, 1),
  AliyunCommodityCode: oneOf("iothub", "iothub_senior"),
  AuthType: oneOf("secret", "id2", "x509"),
  CategoryKey: text,
  CategoryName: text,
  NetType: oneOf(3, 6, 7, 8),
  ProtocolType: text,
  ValidateType: oneOf(1, 2),
  Id2: flag,
  Owner: flag,
};

/** Names of the fields that are not as documented. */
export const misfits = (product: WireProduct): string[] =>
  Object.entries(fields)
    .filter(([name, fits]) => (product[name] ?? null) !== null && !fits(product[name]))
    .map(([name]) => name);

/** What a row of QueryProductList has. */
export const listed: readonly string[] = [
  "AuthType",
  "DataFormat",
  "Description",
  "DeviceCount",
  "GmtCreate",
  "NodeType",
  "ProductKey",
  "ProductName",
];
