import type { Product, productAttributes } from "../../product/product";
import { at, type Locations } from "../../schema/locate";
import { readRow } from "../row";
import type { Answer } from "./answer";
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
export const readProduct = (row: unknown, purpose: string, answer: Answer): Product =>
  readRow(row, { key: "productKey", locations }, answer, (reason) => misshapen(reason, purpose, answer));

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
