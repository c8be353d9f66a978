import type { WireProduct } from "../../src/emulator/enos/seed";

export const account = { accessKey: "test-access-key", secretKey: "test-secret-key", orgIds: ["o1", "o2"] };

/** A product struct as v2.4 prints it; the number makes it distinct and newer than those with smaller ones. */
export const wireProduct = (number: number, overrides: Partial<WireProduct> = {}): WireProduct => ({
  orgId: "o1",
  productKey: `key${String(number).padStart(5, "0")}`,
  productName: { defaultValue: `Product ${number}`, i18nValue: {} },
  productSecret: `canary-secret-${number}`,
  productDesc: "",
  productType: "Device",
  dataFormat: "Json",
  productTags: {},
  protocolGatewayIds: null,
  modelId: "M",
  dynamicActiveEnabled: false,
  biDirectionalAuth: false,
  createBy: "tester",
  createTime: 1_600_000_000_000 + number,
  updateBy: "tester",
  updateTime: 1_600_000_000_000 + number,
  defaultValidDay: null,
  maxValidDay: null,
  ...overrides,
});

export const seedOf = (products: readonly WireProduct[]) => ({ accounts: [account], products });

/** What the provider needs in its environment to read the emulator at `endpoint`. */
export const environmentOf = (endpoint: string) => ({
  CONNECT_ENOS_ENDPOINT: endpoint,
  CONNECT_ENOS_ORG_ID: "o1",
  CONNECT_ENOS_ACCESS_KEY: account.accessKey,
  CONNECT_ENOS_SECRET_KEY: account.secretKey,
});
