import type { AliyunSeed, Flavour } from "../../emulator/aliyun/emulator";
import type { EnosSeed } from "../../emulator/enos/emulator";
import { count } from "../../schema/count";

/** The platforms to emulate, from the flags and the seed. */
export interface Emulated {
  readonly endpoint: string;
  readonly edition: string;
  readonly flavour: Flavour | undefined;
  readonly seed: Partial<EnosSeed> & { readonly aliyun?: AliyunSeed };
}

/** An environment variable for programs that read the emulator. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** its member in the account of a seed */
  readonly member?: string;
  readonly secret?: boolean;
}

/** The screen's section of one platform. */
export interface Section {
  readonly platform: string;
  readonly title: string;
  /** how many, and where */
  readonly content: string;
  /** those that the account below can read */
  readonly products: readonly { readonly key: string; readonly name: string | null }[];
  /** the first one, which the variables name; undefined: there is none */
  readonly account: string | undefined;
  readonly variables: readonly Variable[];
}

/** The platforms in a seed. */
export function sectionsOf(emulated: Emulated): Section[] {
  const { accounts, products, aliyun } = emulated.seed;
  return [
    ...(accounts && products ? [ofEnos(emulated, accounts, products)] : []),
    ...(aliyun ? [ofAliyun(emulated, aliyun)] : []),
  ];
}

const words = (list: readonly string[], none: string): string => list.join(" ") || none;
const amongst = (accounts: readonly unknown[]): string => (accounts.length > 1 ? `  (1 of ${accounts.length})` : "");

function ofEnos(
  { endpoint, edition }: Emulated,
  accounts: EnosSeed["accounts"],
  products: EnosSeed["products"],
): Section {
  const [account] = accounts;
  const orgId = account?.orgIds[0] ?? "";
  const organizations = new Set(products.map((product) => product.orgId));
  return {
    platform: "enos",
    title: `EnOS Connect, edition ${edition}`,
    content: `${count(products.length, "product")} in ${count(organizations.size, "organization")}`,
    products: products
      .filter((product) => product.orgId === orgId)
      .map(({ productKey, productName }) => ({ key: productKey, name: productName?.defaultValue ?? null })),
    account:
      account &&
      `${account.accessKey}  ${words(account.orgIds, "no organization")}  ${words(account.permissions ?? ["Product:Read"], "no permission")}${amongst(accounts)}`,
    variables: [
      { name: "CONNECT_ENOS_ENDPOINT", value: endpoint },
      ...(edition === "2.4" ? [] : [{ name: "CONNECT_ENOS_API_VERSION", value: "v2.1" }]),
      ...(account
        ? [
            { name: "CONNECT_ENOS_ORG_ID", value: orgId, member: "orgIds" },
            { name: "CONNECT_ENOS_ACCESS_KEY", value: account.accessKey, member: "accessKey" },
            secret("CONNECT_ENOS_SECRET_KEY", account.secretKey, "secretKey"),
          ]
        : []),
    ],
  };
}

function ofAliyun({ endpoint, flavour: chosen }: Emulated, { accounts, products, ...seed }: AliyunSeed): Section {
  const flavour = chosen ?? seed.flavour ?? "alibaba";
  const [account] = accounts;
  const apart = flavour === "alibaba";
  const instance = apart ? account?.instanceIds?.[0] : undefined;
  const permissions = account?.permissions ?? ["iot:QueryProduct", "iot:QueryProductList"];
  return {
    platform: "aliyun",
    title: `Aliyun IoT, flavour ${flavour}`,
    content: count(products.length, "product"),
    products: products
      .filter(({ IotInstanceId }) => !apart || (IotInstanceId || undefined) === instance)
      .map(({ ProductKey, ProductName }) => ({ key: ProductKey, name: ProductName ?? null })),
    account: account && `${account.accessKeyId}  ${words(permissions, "no permission")}${amongst(accounts)}`,
    variables: [
      { name: "CONNECT_ALIYUN_ENDPOINT", value: endpoint },
      ...(instance ? [{ name: "CONNECT_ALIYUN_INSTANCE_ID", value: instance, member: "instanceIds" }] : []),
      ...(account
        ? [
            { name: "CONNECT_ALIYUN_ACCESS_KEY_ID", value: account.accessKeyId, member: "accessKeyId" },
            secret("CONNECT_ALIYUN_ACCESS_KEY_SECRET", account.accessKeySecret, "accessKeySecret"),
          ]
        : []),
      ...(account?.securityToken
        ? [secret("CONNECT_ALIYUN_SECURITY_TOKEN", account.securityToken, "securityToken")]
        : []),
    ],
  };
}

const secret = (name: string, value: string, member: string): Variable => ({ name, value, member, secret: true });
