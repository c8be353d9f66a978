import { createPublicKey } from "node:crypto";
import { type Check, check, type Flaw, misfit } from "../../emulator";

/** An application's service account: its keys, the organizations it may see, what it may do there. */
export interface Account {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly orgIds: readonly string[];
  /** `["Product:Read"]` when absent */
  readonly permissions?: readonly string[] | null;
  /** PEM; without it the account asks for secrets of v2.4 in vain */
  readonly rsaPublicKey?: string | null;
}

/** A product struct as the documents print it. Fields that nobody mentions here are answered as they were seeded. */
export interface WireProduct {
  readonly orgId: string;
  readonly productKey: string;
  readonly productName?: {
    readonly defaultValue?: string | null;
    readonly i18nValue?: Readonly<Record<string, string | null>> | null;
  } | null;
  readonly productSecret?: string | null;
  readonly productTags?: Readonly<Record<string, string | null>> | null;
  readonly modelId?: string | null;
  readonly createTime?: number | null;
  readonly [field: string]: unknown;
}

/** The part of a seed that is EnOS's. */
export interface EnosSeed {
  readonly accounts: readonly Account[];
  readonly products: readonly WireProduct[];
}

// Reading, and the two that also open secrets.
const permissions = ["Product:Read", "Product:Create", "Product:Update"] as const;

const optionalString = check.optional(check.string);
const optionalBoolean = check.optional(check.boolean);
const optionalInteger = check.optional(check.integer);
const words = check.optional(check.map(optionalString));

const rsaPublicKey: Check = (value, path, flaws) => {
  try {
    const key = typeof value === "string" ? createPublicKey(value) : undefined;
    // A shorter key could not carry a session key.
    if (key?.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1024) return;
  } catch {
    // Not a key at all; told in the same words.
  }
  misfit("an RSA public key in PEM of at least 1024 bits", value, path, flaws);
};

const account = check.exact({
  accessKey: check.filled,
  secretKey: check.filled,
  orgIds: check.list(check.filled),
  permissions: check.optional(check.list(check.oneOf(...permissions))),
  rsaPublicKey: check.optional(rsaPublicKey),
});

const product = check.object({
  orgId: check.filled,
  productKey: check.filled,
  productName: check.optional(check.object({ defaultValue: optionalString, i18nValue: words })),
  productSecret: optionalString,
  sessionKey: optionalString,
  productDesc: optionalString,
  productType: optionalString,
  dataFormat: optionalString,
  productTags: words,
  modelId: optionalString,
  dynamicActiveEnabled: optionalBoolean,
  dynamicActivateEnabled: optionalBoolean,
  biDirectionalAuth: optionalBoolean,
  createTime: optionalInteger,
  createBy: optionalString,
  updateTime: optionalInteger,
  updateBy: optionalString,
  defaultValidDay: optionalInteger,
  maxValidDay: optionalInteger,
});

/** Notes every item whose identity an earlier one has already. */
function unique<T>(items: unknown, field: string, identity: (item: T) => string, flaws: Flaw[]): void {
  if (!Array.isArray(items)) return;
  const list = field.slice(0, field.indexOf("."));
  const member = field.slice(list.length);
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (typeof item !== "object" || item === null) continue;
    const key = identity(item);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, index);
    else flaws.push({ path: `${list}[${index}]${member}`, problem: `the same as in ${list}[${earlier}]` });
  }
}

/** Checks the part of a seed that is EnOS's. */
export const checkEnosSeed: Check = (value, path, flaws) => {
  const shape = { accounts: check.list(account), products: check.list(product) };
  check.object(shape)(value, path, flaws);
  const seed = value as EnosSeed;
  if (flaws.length > 0) return;
  unique<Account>(seed.accounts, "accounts.accessKey", ({ accessKey }) => accessKey, flaws);
  unique<WireProduct>(seed.products, "products.productKey", (item) => `${item.orgId}\n${item.productKey}`, flaws);
};
