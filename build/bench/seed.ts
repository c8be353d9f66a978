/** Products for measuring: `key0`, `key1`, … of one organization, with a normal amount of text. */
export const seedOf = (count: number) => ({
  accounts: [{ accessKey: "bench-access-key", secretKey: "bench-secret-key", orgIds: ["o1"] }],
  products: Array.from({ length: count }, (_, index) => ({
    orgId: "o1",
    productKey: `key${index}`,
    productName: { defaultValue: `Product ${index}`, i18nValue: { en_US: `Product ${index}`, zh_CN: `产品${index}` } },
    productType: "Device",
    productTags: { site: "Shanghai", line: "meters" },
    modelId: "M",
  })),
});

/** What reads them needs in its environment. */
export const environmentOf = (endpoint: string) => ({
  CONNECT_ENOS_ENDPOINT: endpoint,
  CONNECT_ENOS_ORG_ID: "o1",
  CONNECT_ENOS_ACCESS_KEY: "bench-access-key",
  CONNECT_ENOS_SECRET_KEY: "bench-secret-key",
});
