import { aliyunEmulator } from "../../../src/emulator/aliyun/emulator";
import type { AliyunSeed } from "../../../src/emulator/aliyun/seed";
import { enosEmulator } from "../../../src/emulator/enos/emulator";
import type { EmulatedPlatform } from "../../../src/emulator/shell/contract";
import type { When } from "../../../src/emulator/shell/faults";
import type { Query } from "../../../src/reader/query";
import type { Canaries } from "../canaries";
import { aliyunSide, type Seeded } from "../drift";
import { environmentOf, wireProduct } from "../enos";
import type { OperationName } from "./table";

/** A platform under faults. */
export interface Sick {
  readonly name: string;
  readonly platform: "enos" | "aliyun";
  open(): EmulatedPlatform;
  /** the same for the test kit */
  readonly options: { readonly edition?: "2.1-early" | "2.4" };
  /** without the last one, for a state before */
  seed(count?: number): object;
  readonly count: number;
  /** the same with another number of products */
  resized(count: number): Sick;
  environment(endpoint: string): Readonly<Record<string, string>>;
  /** its block in the provider's configuration; the keys are in the environment */
  block(endpoint: string): string;
  readonly operations: Readonly<Partial<Record<OperationName, Pick<When, "match" | "after">>>>;
}

/** So many products will do where the second page of a list does not matter, and are quick. */
export const FEW = 13;

/** What no output may hold. */
export const canaries: Canaries = {
  secretKey: "canary-secret-key-of-enos",
  accessKeySecret: "canary-access-key-secret",
  productSecret: "canary-secret-",
  aliyunProductSecret: "canary-product-secret-",
  location: "canary-location",
};

/** In every list only a few are wanted: those at the ends of both pages. */
export const wanted = { nameRegex: "^wanted" };
export const queries: readonly Query[] = [{ product: "key00001" }, { products: { where: wanted } }];

const isWanted = (number: number, count: number): boolean =>
  number <= 5 || [count - 3, count - 1, count].includes(number);
const nameOf = (number: number, count: number) => `${isWanted(number, count) ? "wanted" : "name"} ${number}`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const keyOf = (number: number) => `key${String(number).padStart(5, "0")}`;

/** The keys of the wanted products, in the order of the platform. */
export const wantedKeys = ({ count }: Pick<Sick, "count">): string[] =>
  numbers(count)
    .filter((number) => isWanted(number, count))
    .map(keyOf)
    .reverse();

const keys = { accessKey: "canary-access-key-of-enos", secretKey: canaries.secretKey as string };

const firstCreated = 1_600_000_000_000;

const enosOf = (edition: "2.1-early" | "2.4", apiVersion: "v2.1" | "v2.4", count: number): Sick => ({
  name: `EnOS ${apiVersion}`,
  platform: "enos",
  count,
  open: () => enosEmulator({ edition }),
  options: { edition },
  resized: (other) => enosOf(edition, apiVersion, other),
  seed: (most = count) => ({
    accounts: [{ ...keys, orgIds: ["o1"] }],
    products: numbers(most).map((number) =>
      wireProduct(number, { productName: { defaultValue: nameOf(number, count), i18nValue: {} } }),
    ),
  }),
  environment: (endpoint) => ({
    ...environmentOf(endpoint),
    CONNECT_ENOS_ACCESS_KEY: keys.accessKey,
    CONNECT_ENOS_SECRET_KEY: keys.secretKey,
    CONNECT_ENOS_API_VERSION: apiVersion,
  }),
  block: (endpoint) => `enos = { endpoint = "${endpoint}", org_id = "o1", api_version = "${apiVersion}" }`,
  operations: {
    token: { match: { action: "token/get" } },
    get: { match: { action: "get" } },
    "first page": { match: { action: "search" } },
    "second page": { match: { action: "search" }, after: 1 },
  },
});

const aliyunOf = (count: number): Sick => ({
  name: "Aliyun IoT",
  platform: "aliyun",
  count,
  open: () => aliyunEmulator({ throttling: false }),
  options: {},
  resized: aliyunOf,
  seed: (most = count) => {
    const seeded = numbers(most).map((number): Seeded => ({ key: keyOf(number), name: nameOf(number, count) }));
    const { aliyun: part } = aliyunSide.seed(seeded) as { aliyun: AliyunSeed };
    return {
      aliyun: { ...part, products: part.products.map((each, index) => ({ ...each, GmtCreate: firstCreated + index })) },
    };
  },
  environment: aliyunSide.environment,
  block: (endpoint) => `aliyun = { endpoint = "${endpoint}" }`,
  operations: {
    get: { match: { action: "QueryProduct" } },
    "first page": { match: { action: "QueryProductList" } },
    "second page": { match: { action: "QueryProductList" }, after: 1 },
    details: { match: { action: "QueryProduct" }, after: 2 },
  },
});

/** Three products more than one page has. */
export const sickPlatforms: readonly Sick[] = [
  enosOf("2.1-early", "v2.1", 203),
  enosOf("2.4", "v2.4", 1003),
  aliyunOf(203),
];
