import { type Check, check, type Flaw } from "../../emulator";
import { type Flavour, flavours } from "./flavour";

/** An access key; all of one seed belong to one Alibaba account, as the keys of its RAM users do. */
export interface Account {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** makes it a temporary key: requests must carry this token */
  readonly securityToken?: string | null;
  /** instances it may name; all that the seed mentions when absent */
  readonly instanceIds?: readonly string[] | null;
  /** both when absent */
  readonly permissions?: readonly string[] | null;
}

/** A product struct as QueryProduct prints it. Fields that nobody mentions here are answered as they were seeded. */
export interface WireProduct {
  readonly ProductKey: string;
  readonly ProductName?: string | null;
  readonly ProductSecret?: string | null;
  readonly GmtCreate?: number | null;
  readonly AliyunCommodityCode?: string | null;
  /** never answered; the public instance when absent */
  readonly IotInstanceId?: string | null;
  readonly [field: string]: unknown;
}

/** The part of a seed that is Aliyun's, under its top-level key `aliyun`. */
export interface AliyunSeed {
  readonly accounts: readonly Account[];
  readonly products: readonly WireProduct[];
  readonly flavour?: Flavour | null;
}

/** The operations, and what a RAM policy calls the right to each. */
export const permissionOf = { QueryProduct: "iot:QueryProduct", QueryProductList: "iot:QueryProductList" } as const;

const text = check.optional(check.string);
const integer = check.optional(check.integer);
const flag = check.optional(check.boolean);

const account = check.exact({
  accessKeyId: check.filled,
  accessKeySecret: check.filled,
  securityToken: check.optional(check.filled),
  instanceIds: check.optional(check.list(check.filled)),
  permissions: check.optional(check.list(check.oneOf(...Object.values(permissionOf)))),
});

const product = check.object({
  ProductKey: check.filled,
  IotInstanceId: check.optional(check.filled),
  ProductName: text,
  ProductSecret: text,
  Description: text,
  ProductStatus: text,
  AliyunCommodityCode: text,
  AuthType: text,
  CategoryKey: text,
  CategoryName: text,
  ProtocolType: text,
  GmtCreate: integer,
  DeviceCount: integer,
  NodeType: integer,
  DataFormat: integer,
  NetType: integer,
  ValidateType: integer,
  Id2: flag,
  Owner: flag,
});

function unique<T>(items: readonly T[], list: string, member: keyof T & string, flaws: Flaw[]): void {
  const first = new Map<unknown, number>();
  for (const [index, item] of items.entries()) {
    const earlier = first.get(item[member]);
    if (earlier === undefined) first.set(item[member], index);
    else flaws.push({ path: `${list}[${index}].${member}`, problem: `the same as in ${list}[${earlier}]` });
  }
}

/** Checks the part of a seed that is Aliyun's. */
export const checkAliyunSeed: Check = (value, path, flaws) => {
  const before = flaws.length;
  const part = check.exact({
    accounts: check.list(account),
    products: check.list(product),
    flavour: check.optional(check.oneOf(...flavours)),
  });
  check.object({ aliyun: part })(value, path, flaws);
  if (flaws.length > before) return;
  const { accounts, products } = (value as { aliyun: AliyunSeed }).aliyun;
  unique(accounts, "aliyun.accounts", "accessKeyId", flaws);
  unique(products, "aliyun.products", "ProductKey", flaws);
};
