import type { AliyunSeed, Flavour, Account as Key } from "../platforms/aliyun/emulator";
import type { Account, EnosSeed } from "../platforms/enos/emulator";
import { count } from "../schema/count";
import type { Section } from "./emulate-screen";

/** What the flags and the seed say about the platforms to emulate. `fromFile` keeps secrets off the screen. */
export interface Emulated {
  readonly endpoint: string;
  readonly edition: string;
  readonly flavour: Flavour | undefined;
  readonly seed: Partial<EnosSeed> & { readonly aliyun?: AliyunSeed };
  readonly fromFile: boolean;
}

/** The platforms a seed speaks of. */
export function sectionsOf(emulated: Emulated): Section[] {
  const { accounts, products, aliyun } = emulated.seed;
  return [
    ...(accounts && products ? [enos(emulated, accounts, products)] : []),
    ...(aliyun ? [ofAliyun(emulated, aliyun)] : []),
  ];
}

const words = (list: readonly string[], none: string): string => list.join(" ") || none;

function enos(emulated: Emulated, accounts: readonly Account[], products: EnosSeed["products"]): Section {
  const { endpoint, edition, fromFile } = emulated;
  const organizations = new Set(products.map(({ orgId }) => orgId));
  const [account] = accounts;
  return {
    title: `EnOS Connect, edition ${edition}`,
    products: `${products.length} in ${count(organizations.size, "organization")}`,
    accounts: accounts.map(({ accessKey, orgIds, permissions }) => {
      const rights = words(permissions ?? ["Product:Read"], "no permission");
      return `${accessKey}  ${words(orgIds, "no organization")}  ${rights}`;
    }),
    variables: {
      CONNECT_ENOS_ENDPOINT: endpoint,
      ...(edition !== "2.4" && { CONNECT_ENOS_API_VERSION: "v2.1" }),
      ...(account && {
        CONNECT_ENOS_ORG_ID: account.orgIds[0] ?? "",
        CONNECT_ENOS_ACCESS_KEY: account.accessKey,
        CONNECT_ENOS_SECRET_KEY: fromFile ? { member: "secretKey" } : account.secretKey,
      }),
    },
  };
}

function ofAliyun(emulated: Emulated, { accounts, products, ...seed }: AliyunSeed): Section {
  const { endpoint, fromFile } = emulated;
  const flavour = emulated.flavour ?? seed.flavour ?? "alibaba";
  const [account] = accounts;
  const instance = flavour === "alibaba" ? account?.instanceIds?.[0] : undefined;
  return {
    title: `Aliyun IoT, flavour ${flavour}`,
    products: String(products.length),
    accounts: accounts.map(({ accessKeyId, permissions }: Key) => {
      const rights = permissions ?? ["iot:QueryProduct", "iot:QueryProductList"];
      return `${accessKeyId}  ${words(rights, "no permission")}`;
    }),
    variables: {
      CONNECT_ALIYUN_ENDPOINT: endpoint,
      ...(instance && { CONNECT_ALIYUN_INSTANCE_ID: instance }),
      ...(account && {
        CONNECT_ALIYUN_ACCESS_KEY_ID: account.accessKeyId,
        CONNECT_ALIYUN_ACCESS_KEY_SECRET: fromFile ? { member: "accessKeySecret" } : account.accessKeySecret,
        ...(account.securityToken && {
          CONNECT_ALIYUN_SECURITY_TOKEN: fromFile ? { member: "securityToken" } : account.securityToken,
        }),
      }),
    },
  };
}
