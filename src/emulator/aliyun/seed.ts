import { attributeAt } from "../../schema/path";
import {
  alike,
  converted,
  filled,
  flag,
  ifAny,
  listOf,
  members,
  oneOf,
  type Read,
  type Shape,
  text,
  whole,
} from "../../schema/shape";
import { noteRepeated } from "../../schema/strict";
import { flavours } from "./flavour";

/** The operations, and their names in a RAM policy. */
export const permissionOf = { QueryProduct: "iot:QueryProduct", QueryProductList: "iot:QueryProductList" } as const;

const account = members({
  accessKeyId: filled,
  accessKeySecret: filled,
  /** makes it a temporary key: requests must carry this token */
  securityToken: ifAny(filled),
  /** instances it may name; all that the seed mentions when absent */
  instanceIds: ifAny(listOf(filled)),
  /** both when absent */
  permissions: ifAny(listOf<string>(oneOf(...Object.values(permissionOf)))),
});

const product = members(
  {
    ProductKey: filled,
    /** not in responses; the public instance when absent */
    IotInstanceId: ifAny(filled),
    ...alike(ifAny(text), "ProductName", "ProductSecret", "Description", "ProductStatus", "AliyunCommodityCode"),
    ...alike(ifAny(text), "AuthType", "CategoryKey", "CategoryName", "ProtocolType"),
    ...alike(ifAny(whole), "GmtCreate", "DeviceCount", "NodeType", "DataFormat", "NetType", "ValidateType"),
    ...alike(ifAny(flag), "Id2", "Owner"),
  },
  { open: true },
);

/** An access key; all of one seed belong to one Alibaba account, as the keys of its RAM users do. */
export type Account = Read<typeof account>;

/** A product struct as QueryProduct prints it. Fields that are not declared are returned as seeded. */
export type WireProduct = Read<typeof product> & { readonly [field: string]: unknown };

const part = members({
  accounts: listOf(account),
  products: listOf(product as Shape<WireProduct>),
  flavour: ifAny(oneOf(...flavours)),
});

/** The part of a seed that is Aliyun's, under its top-level key `aliyun`. */
export type AliyunSeed = Read<typeof part>;

export const aliyunSeed: Shape<{ readonly aliyun: AliyunSeed }> = members({
  aliyun: converted(part, (seed, path, note) => {
    noteRepeated(seed.accounts, attributeAt(path, "accounts"), "accessKeyId", note);
    noteRepeated(seed.products, attributeAt(path, "products"), "ProductKey", note);
    return seed;
  }),
});
