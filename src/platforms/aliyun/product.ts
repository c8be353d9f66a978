import type { aliyunAttributes, Product } from "../../product/product";
import type { OnUnread } from "../../product/unread";
import { isObject } from "../../schema/is-object";
import { at, coded, group, type Locations } from "../../schema/locate";
import { type ProductLocations, readRow } from "../row";
import type { ApiResponse } from "./response";

const onlyHere: Locations<typeof aliyunAttributes> = {
  aliyunCommodityCode: at("AliyunCommodityCode"),
  authType: at("AuthType"),
  categoryKey: at("CategoryKey"),
  categoryName: at("CategoryName"),
  deviceCount: at("DeviceCount"),
  // The field table of the compatible service has ID2, every sample and the official SDK Id2.
  id2: at("Id2", "ID2"),
  // Numbers in responses, these words in requests (vendor's pages QueryProduct and CreateProduct).
  netType: coded("NetType", { 3: "WIFI", 6: "CELLULAR", 7: "ETHERNET", 8: "OTHER" }),
  owner: at("Owner"),
  productStatus: at("ProductStatus"),
  protocolType: at("ProtocolType"),
  validateType: at("ValidateType"),
};

export const locations: ProductLocations = {
  id: at("ProductKey"),
  productKey: at("ProductKey"),
  // Aliyun IoT has accounts, regions and instances instead; responses do not name them.
  orgId: null,
  productName: at("ProductName"),
  localizedNames: null,
  productDesc: at("Description"),
  productType: coded("NodeType", { 0: "Device", 1: "Gateway" }),
  dataFormat: coded("DataFormat", { 0: "Custom", 1: "Json" }),
  // Another operation lists them (ListProductTags), a call for each product.
  productTags: null,
  protocolGatewayIds: null,
  // A thing model belongs to its product and has no name; CategoryKey names a standard category instead.
  modelId: null,
  dynamicActiveEnabled: null,
  // AuthType x509 says how devices authenticate, not that both sides do; it becomes aliyun.auth_type.
  biDirectionalAuth: null,
  createTime: at("GmtCreate"),
  createBy: null,
  updateTime: null,
  updateBy: null,
  // No operation returns how long certificates are valid; QueryProductCertInfo only returns their issuer.
  defaultValidDay: null,
  maxValidDay: null,
  aliyun: group(onlyHere),
};

/** One product of a response: complete from QueryProduct, with eight of its fields from QueryProductList. Throws Problem answer-misshapen; `onUnread`: of a list. */
export const readProduct = (row: unknown, response: ApiResponse, onUnread?: OnUnread): Product =>
  readRow(row, { key: "ProductKey", locations }, response, onUnread);

/** An object's own member. */
export const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
