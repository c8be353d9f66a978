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
  aliyun: null,
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
    return locate(productAttributes, locations, row);
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
