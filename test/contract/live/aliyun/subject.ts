import type { WireProduct } from "../../../../src/emulator/aliyun/seed";
import { aliyun } from "../../../../src/platforms/aliyun/platform";
import { endpointOf } from "../../../../src/platforms/aliyun/regions";
import type { Product } from "../../../../src/product/product";
import type { ProductSource } from "../../../../src/product/source";
import { NotTried } from "../check";
import type { Opening } from "../platform";
import { type Keys, openWire, type Wire } from "./wire";

/** A key that no product has. */
export const absentKey = "cdktf-connect-live";

/** Aliyun IoT as the live contract sees it: as it is on the wire, and through our own client. */
export interface AliyunSubject {
  readonly edition: string;
  readonly keys: Keys;
  readonly wire: Wire;
  readonly source: ProductSource;
  /** the same with a wrong secret */
  readonly stranger: ProductSource;
  /** the chosen products: as they came, without secrets, and as our client reads them */
  readonly wireProducts: readonly [WireProduct, ...WireProduct[]];
  readonly products: readonly Product[];
}

export async function openSubject({ settings, http, edition, productKeys }: Opening): Promise<AliyunSubject> {
  const { endpoint, region, ...rest } = settings as Record<"endpoint" | "region", string | null>;
  const keys = { ...rest, endpoint: endpointOf({ endpoint, region }) } as unknown as Keys;
  const wire = openWire(http, keys);
  const source = aliyun.open(settings, http);
  const products: Product[] = [];
  const wireProducts: WireProduct[] = [];
  for (const key of productKeys) {
    // Our client first: it explains what is wrong.
    products.push(await source.get(key, null));
    const { status, json } = await wire.query(key);
    if (json?.Data?.ProductKey !== key) throw new Error(`QueryProduct answered HTTP ${status} without ${key}.`);
    wireProducts.push(json.Data);
  }
  return {
    edition,
    keys,
    wire,
    source,
    stranger: aliyun.open({ ...settings, accessKeySecret: `${keys.accessKeySecret}-wrong` }, http),
    wireProducts: wireProducts as [WireProduct, ...WireProduct[]],
    products,
  };
}

/** Throws where the subject is of the other service. */
export function only(flavour: string, { edition }: AliyunSubject): void {
  if (edition !== flavour) throw new NotTried(`It is about ${flavour}.`);
}
