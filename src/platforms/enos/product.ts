import type { Product } from "../../product/product";
import type { OnUnread } from "../../product/unread";
import { at } from "../../schema/locate";
import { type ProductLocations, readRow } from "../row";
import type { ApiResponse } from "./response";

export const locations: ProductLocations = {
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

/** One product of a response, of get and of search alike. Throws Problem answer-misshapen; `onUnread`: of a list. */
export const readProduct = (row: unknown, response: ApiResponse, onUnread?: OnUnread): Product =>
  readRow(row, { key: "productKey", locations }, response, onUnread);
