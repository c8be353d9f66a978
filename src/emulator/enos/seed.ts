import { createPublicKey } from "node:crypto";
import { attempt } from "../../schema/attempt";
import { attributeAt } from "../../schema/path";
import {
  alike,
  converted,
  filled,
  flag,
  ifAny,
  listOf,
  mapOf,
  members,
  oneOf,
  only,
  type Read,
  type Shape,
  text,
  whole,
} from "../../schema/shape";
import { noteRepeated } from "../../schema/strict";

/** A shorter key could not carry a session key. */
const LEAST_BITS = 1024;

function isRsaPublicKey(json: unknown): boolean {
  const key = typeof json === "string" ? attempt(() => createPublicKey(json)) : undefined;
  return key?.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS;
}

const account = members({
  accessKey: filled,
  secretKey: filled,
  /** the organizations it may see */
  orgIds: listOf(filled),
  /** reading, and the two that also give access to secrets; `["Product:Read"]` when absent */
  permissions: ifAny(listOf<string>(oneOf("Product:Read", "Product:Create", "Product:Update"))),
  /** without it, the account cannot read secrets of v2.4 */
  rsaPublicKey: ifAny(only<string>(`an RSA public key in PEM of at least ${LEAST_BITS} bits`, isRsaPublicKey)),
});

const words = ifAny(mapOf(ifAny(text)));

const product = members(
  {
    orgId: filled,
    productKey: filled,
    productName: ifAny(members({ defaultValue: ifAny(text), i18nValue: words }, { open: true })),
    productTags: words,
    ...alike(ifAny(text), "productSecret", "sessionKey", "productDesc", "productType", "dataFormat", "modelId"),
    ...alike(ifAny(text), "createBy", "updateBy"),
    ...alike(ifAny(flag), "dynamicActiveEnabled", "dynamicActivateEnabled", "biDirectionalAuth"),
    ...alike(ifAny(whole), "createTime", "updateTime", "defaultValidDay", "maxValidDay"),
  },
  { open: true },
);

/** An application's service account: its keys, the organizations it may see, what it may do there. */
export type Account = Read<typeof account>;

/** A product struct as the documents print it. Fields that are not declared are returned as seeded. */
export type WireProduct = Read<typeof product> & { readonly [field: string]: unknown };

/** The part of a seed that is EnOS's. */
export interface EnosSeed {
  readonly accounts: readonly Account[];
  readonly products: readonly WireProduct[];
}

export const enosSeed: Shape<EnosSeed> = converted(
  members({ accounts: listOf(account), products: listOf(product as Shape<WireProduct>) }, { open: true }),
  (seed, path, note) => {
    noteRepeated(seed.accounts, attributeAt(path, "accounts"), "accessKey", note);
    const identityOf = ({ orgId, productKey }: WireProduct) => `${orgId}\n${productKey}`;
    noteRepeated(seed.products, attributeAt(path, "products"), "productKey", note, identityOf);
    return seed;
  },
);
