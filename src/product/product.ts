import { computed, type Values } from "../schema/attribute";
import { object } from "../schema/object";
import { json, timestamp } from "../schema/text";
import { bool, integer, map, string } from "../schema/type";

/** What only Aliyun IoT has. */
export const aliyunAttributes = {
  aliyunCommodityCode: computed(string, "`iothub_senior` (with a thing model) or `iothub` (without)."),
  authType: computed(string, "How devices authenticate: `secret`, `id2` or `x509`."),
  categoryKey: computed(string, "Standard category the product belongs to."),
  categoryName: computed(string, "Name of the standard category."),
  deviceCount: computed(integer, "Devices the product has now; changes without anybody changing the product.", {
    volatile: true,
  }),
  id2: computed(bool, "Whether devices authenticate with ID²."),
  netType: computed(string, "How devices connect: `WIFI`, `CELLULAR`, `ETHERNET` or `OTHER`."),
  owner: computed(bool, "Whether the caller owns the product."),
  productStatus: computed(string, "`DEVELOPMENT_STATUS` or `RELEASE_STATUS`."),
  protocolType: computed(string, "Protocol between sub-devices and their gateway; null for devices that need none."),
  validateType: computed(integer, "How strictly reported data is checked: `1` weakly, `2` not at all."),
};

/**
 * THE attribute table: what a product is, said once. Terraform's schema, the wire encoding, the TypeScript types, the bindings
 * and the docs are derived from it; each platform only says where its JSON keeps an attribute.
 */
export const productAttributes = {
  id: computed(string, "Same as `product_key`; kept for tools that expect every data source to have an `id`."),
  productKey: computed(string, "Key of the product, the identifier that devices, gateways and pipelines refer to."),
  orgId: computed(string, "Organization (OU) the product belongs to."),
  productName: computed(string, "Default name of the product."),
  localizedNames: computed(
    map(string),
    "Names by locale (`zh_CN`, `en_US`, …), as the platform keeps them. An empty name means that the default name applies there.",
  ),
  productDesc: computed(string, "Description of the product."),
  productType: computed(string, "`Device`, or `Gateway` for products whose devices may carry sub-devices."),
  dataFormat: computed(
    string,
    "Payload of the devices: `Json`, or `Custom` for a format of their own that a parsing script translates.",
  ),
  productTags: computed(map(string), "Tags of the product."),
  protocolGatewayIds: computed(
    json,
    "Protocol gateways bound to the product, as JSON text (`jsondecode` reads it): the documents disagree about its type.",
  ),
  modelId: computed(string, "Thing model the product is built from."),
  dynamicActiveEnabled: computed(
    bool,
    "Whether devices may activate dynamically: fetch their own secret at the first connection.",
  ),
  biDirectionalAuth: computed(bool, "Whether devices authenticate with X.509 certificates (two-way authentication)."),
  createTime: computed(timestamp, "When the product was created (RFC 3339)."),
  createBy: computed(string, "Who created the product."),
  updateTime: computed(
    timestamp,
    "When the product was last updated (RFC 3339); equals `create_time` when it never was.",
    { volatile: true },
  ),
  updateBy: computed(string, "Who last updated the product.", { volatile: true }),
  defaultValidDay: computed(
    integer,
    "Days a device certificate stays valid when the device asks for none in particular. Null unless `bi_directional_auth` is true.",
  ),
  maxValidDay: computed(
    integer,
    "Longest validity, in days, a device may ask for its certificate. Null unless `bi_directional_auth` is true.",
  ),
  aliyun: computed(object(aliyunAttributes), "What only Aliyun IoT tells about a product; null on other platforms."),
};

/** A product (device type) as every platform is asked to describe it; null where a platform says nothing. */
export type Product = Values<typeof productAttributes>;
