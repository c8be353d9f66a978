import type { WireProduct } from "../../../../src/emulator/enos/seed";
import { parseAddress } from "../../../../src/platforms/address";
import { enos } from "../../../../src/platforms/enos/platform";
import type { Product } from "../../../../src/product/product";
import type { ProductSource } from "../../../../src/product/source";
import type { Opening } from "../platform";
import { type Answer, type Keys, openWire, type Wire } from "./wire";

/** A key that no product has. */
export const absentKey = "cdktf-connect-live";

/** EnOS as the live contract sees it: as it is on the wire, and through our own client. */
export interface EnosSubject {
  readonly edition: string;
  readonly keys: Keys;
  readonly wire: Wire;
  readonly source: ProductSource;
  /** the same with a wrong secret key */
  readonly stranger: ProductSource;
  /** the chosen products: as they came, without secrets, and as our client reads them */
  readonly wireProducts: readonly [WireProduct, ...WireProduct[]];
  readonly products: readonly Product[];
  /** whether Get Product sent a secret without being asked */
  readonly secretSent: boolean;
}

export async function openSubject({ settings, http, edition, productKeys }: Opening): Promise<EnosSubject> {
  const { orgId, accessKey, secretKey, apiVersion } = settings as unknown as Keys;
  const keys = { endpoint: parseAddress(String(settings.endpoint)), orgId, accessKey, secretKey, apiVersion };
  const wire = openWire(http, keys);
  const source = enos.open(settings, http);
  const products: Product[] = [];
  const answers: Answer[] = [];
  for (const key of productKeys) {
    // Our client first: it explains what is wrong.
    products.push(await source.get(key, null));
    const answer = await wire.get(key);
    if (answer.json?.data?.productKey !== key)
      throw new Error(`Get Product answered HTTP ${answer.status} without ${key}.`);
    answers.push(answer);
  }
  return {
    edition,
    keys,
    wire,
    source,
    stranger: enos.open({ ...settings, secretKey: `${secretKey}-wrong` }, http),
    wireProducts: answers.map(({ json }) => json?.data) as [WireProduct, ...WireProduct[]],
    products,
    secretSent: answers.some(({ secretSent }) => secretSent),
  };
}

/** `'text'` or `"text"` in an expression: a value with one kind of quote is written in the other. */
export const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);
