import { computed, type Values } from "../schema/attribute";
import { map } from "../schema/collection";
import { object } from "../schema/object";
import { json, timestamp, words } from "../schema/text";
import { bool, integer, string } from "../schema/type";

export const productTypes = words("Device", "Gateway");

/** Attributes that only Aliyun IoT has. */
export const aliyunAttributes = {
  aliyunCommodityCode: computed(
    words("iothub_senior", "iothub"),
    "`iothub_senior` for a product with a thing model, `iothub` for one without.",
  ),
  authType: computed(words("secret", "id2", "x509"), "How devices authenticate: `secret`, `id2` or `x509`."),
  categoryKey: computed(string, "Standard category the product belongs to."),
  categoryName: computed(string, "Name of the standard category."),
  deviceCount: computed(integer, "Number of devices of the product. It changes without a change to the product.", {
    volatile: true,
  }),
  id2: computed(bool, "Whether devices authenticate with ID²."),
  netType: computed(
    words("WIFI", "CELLULAR", "ETHERNET", "OTHER"),
    "How devices connect: `WIFI`, `CELLULAR`, `ETHERNET` or `OTHER`.",
  ),
  owner: computed(bool, "Whether the caller owns the product."),
  productStatus: computed(words("DEVELOPMENT_STATUS", "RELEASE_STATUS"), "`DEVELOPMENT_STATUS` or `RELEASE_STATUS`."),
  protocolType: computed(
    string,
    "Protocol between sub-devices and their gateway; null for devices that connect directly.",
  ),
  validateType: computed(integer, "Validation of reported data: `1` for weak validation, `2` for none."),
};

/** For each platform that has attributes of its own: these. */
export const platformAttributes = {
  aliyun: computed(object(aliyunAttributes), "Attributes that only Aliyun IoT has; null on other platforms."),
};

/**
 * The attributes of a product, declared once. Terraform's schema, the wire encoding, the TypeScript types, the bindings and the docs
 * are derived from this table; each platform only declares where its JSON keeps an attribute.
 */
export const productAttributes = {
  id: computed(string, "Same as `product_key`, for tools that expect every data source to have an `id`."),
  productKey: computed(string, "Key of the product, the identifier that devices, gateways and pipelines refer to."),
  orgId: computed(string, "Organization (OU) that the product belongs to."),
  productName: computed(string, "Default name of the product."),
  localizedNames: computed(
    map(string),
    "Names by locale (`zh_CN`, `en_US`, …), as the platform stores them. An empty name means the default name.",
  ),
  productDesc: computed(string, "Description of the product."),
  productType: computed(productTypes, "`Device`, or `Gateway` for a product whose devices can connect sub-devices."),
  dataFormat: computed(
    words("Json", "Custom"),
    "Format of the devices' data: `Json`, or `Custom` for a format that a parsing script converts.",
  ),
  productTags: computed(map(string), "Tags of the product."),
  protocolGatewayIds: computed(
    json,
    "Protocol gateways bound to the product, as JSON text: the platform's documents disagree about the type. Decode it with `jsondecode`.",
  ),
  modelId: computed(string, "Thing model of the product."),
  dynamicActiveEnabled: computed(
    bool,
    "Whether devices can activate dynamically, that is, get their secret from the platform at the first connection.",
  ),
  biDirectionalAuth: computed(bool, "Whether devices authenticate with X.509 certificates (two-way authentication)."),
  createTime: computed(timestamp, "When the product was created (RFC 3339)."),
  createBy: computed(string, "Who created the product."),
  updateTime: computed(
    timestamp,
    "When the product was last updated (RFC 3339); equals `create_time` if it never was.",
    { volatile: true },
  ),
  updateBy: computed(string, "Who last updated the product.", { volatile: true }),
  defaultValidDay: computed(
    integer,
    "Validity of a device certificate in days, unless the device requests another. Null unless `bi_directional_auth` is true.",
  ),
  maxValidDay: computed(
    integer,
    "Longest validity in days that a device can request for its certificate. Null unless `bi_directional_auth` is true.",
  ),
  ...platformAttributes,
};

/** A product (device type), the same on every platform; an attribute that the platform does not have is null. */
export type Product = Values<typeof productAttributes>;
