import { type Product, productAttributes } from "../../product/product";
import { describe, ShapeError } from "../../schema/error";
import { at, type Locations, locate } from "../../schema/locate";
import { EnosError, type Said } from "./errors";

const locations: Locations<typeof productAttributes> = {
  id: at("productKey"),
  productKey: at("productKey"),
  orgId: at("orgId"),
  productName: at("productName.defaultValue"),
  localizedNames: at("productName.i18nValue"),
  productDesc: at("productDesc"),
  productType: at("productType"),
  dataFormat: at("dataFormat"),
  productTags: at("productTags"),
  protocolGatewayIds: at("protocolGatewayIds"),
  modelId: at("modelId"),
  // Field tables and search samples use the first spelling, the get samples since 2.1.0 and every input the second.
  dynamicActiveEnabled: at("dynamicActiveEnabled", "dynamicActivateEnabled"),
  biDirectionalAuth: at("biDirectionalAuth"),
  createTime: at("createTime"),
  createBy: at("createBy"),
  updateTime: at("updateTime"),
  updateBy: at("updateBy"),
  defaultValidDay: at("defaultValidDay"),
  maxValidDay: at("maxValidDay"),
};

/** One product of an answer, of get and of search alike. Throws EnosError where it does not have the documented shape. */
export function readProduct(row: unknown, purpose: string, said: Said): Product {
  const productKey = memberOf(row, "productKey");
  if (typeof productKey !== "string" || productKey === "")
    throw misshapen(
      row === null || typeof row !== "object" || Array.isArray(row)
        ? `A product is ${describe(row)} and not an object.`
        : `A product has no productKey: expected a string, found ${productKey === "" ? "an empty one" : describe(productKey)}.`,
      purpose,
      said,
    );
  try {
    return locate(productAttributes, locations, withoutGaps(row as Record<string, unknown>));
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw misshapen(`In product ${JSON.stringify(productKey)}, ${error.message}.`, purpose, said);
  }
}

/** The error for an answer that says it succeeded and does not hold what was asked for. */
export const misshapen = (reason: string, purpose: string, said: Said): EnosError =>
  new EnosError({
    summary: "Answer of an unexpected shape",
    reason,
    remedy:
      "Check that api_version fits the environment; otherwise this is worth a bug report, with the numbers below.",
    purpose,
    said,
  });

/** A locale without a name and a tag without a value come as null in some answers: the same as absent. */
function withoutGaps(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { productName: name, productTags: tags } = row;
  const i18nValue = memberOf(name, "i18nValue");
  const productName = isObject(name) ? { ...name, i18nValue: withoutNulls(i18nValue) } : name;
  return { ...row, productName, productTags: withoutNulls(tags) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const withoutNulls = (value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) : value;
