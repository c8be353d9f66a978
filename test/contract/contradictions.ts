/** A place where a platform's documents disagree with themselves, and how it is read; the reading is executed by the tests. */
export interface Contradiction {
  /** the name of its block */
  readonly platform: string;
  readonly documents: string;
  readonly reading: string;
  /** fields a product is seeded with, in the platform's own spelling */
  readonly wire: Readonly<Record<string, unknown>>;
  /** some of what it is read as */
  readonly read: Readonly<Record<string, unknown>>;
}

export const contradictions: readonly Contradiction[] = [
  {
    platform: "enos",
    documents:
      "Field tables and search samples say `dynamicActiveEnabled`; get samples since 2.1.0 say `dynamicActivateEnabled`.",
    reading: "Either, as `dynamic_active_enabled`.",
    wire: { dynamicActiveEnabled: undefined, dynamicActivateEnabled: true },
    read: { dynamicActiveEnabled: true },
  },
  {
    platform: "enos",
    documents: "`protocolGatewayIds` is declared as a string, and sampled as null and as `{}`.",
    reading: "JSON text of any value.",
    wire: { protocolGatewayIds: {} },
    read: { protocolGatewayIds: "{}" },
  },
  {
    platform: "enos",
    documents: "`productTags` is declared as a map, and sampled as null as well as `{}`.",
    reading: "Null stays null, empty stays empty.",
    wire: { productTags: null },
    read: { productTags: null },
  },
  {
    platform: "enos",
    documents:
      "Search samples hold null for `createTime`, `createBy` and `updateBy`, which the field table declares without exception.",
    reading: "Null.",
    wire: { createTime: null, createBy: null, updateBy: null },
    read: { createTime: null, createBy: null, updateBy: null },
  },
  {
    platform: "enos",
    documents: "The names of a locale may be missing, or be there and empty.",
    reading: "As sent; a search takes an empty one for none.",
    wire: { productName: { defaultValue: "n", i18nValue: { en_US: "" } } },
    read: { productName: "n", localizedNames: { en_US: "" } },
  },
  {
    platform: "aliyun",
    documents: "Tuya's English table spells `ID2`; every sample and the SDKs spell `Id2`.",
    reading: "Either, as `aliyun.id2`.",
    wire: { Id2: undefined, ID2: true },
    read: { aliyun: { id2: true } },
  },
  {
    platform: "aliyun",
    documents:
      "`NodeType` and `DataFormat` are listed like any other field, and said to be particular to `iothub_senior`.",
    reading: "Null where they are missing.",
    wire: { NodeType: undefined, DataFormat: undefined, AliyunCommodityCode: "iothub" },
    read: { productType: null, dataFormat: null },
  },
  {
    platform: "aliyun",
    documents:
      "`CategoryKey` is said to be returned only with a standard category; Tuya's sample returns an empty one.",
    reading: "As sent: empty stays empty.",
    wire: { CategoryKey: "" },
    read: { aliyun: { categoryKey: "" } },
  },
];
