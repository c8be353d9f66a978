import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { ConnectProviderConfig } from "../bindings/provider";
import { readQuery } from "../lock/entry";
import type { ProductsArguments } from "../reader/query";
import { attributeAt } from "../schema/path";
import { text } from "../schema/shape";
import { strictly } from "../schema/strict";
import { type LookUp, lookUpSoon } from "../synth/look-up";
import { checkScope } from "./check-scope";
import { refuseTokens } from "./literal";
import { blockOf, readBlock } from "./provider-block";
import { unwantedStack } from "./target-stack";

/** A product by its key, or the products that match. */
export type Prefetch =
  | { readonly productKey: string; readonly orgId?: string }
  | { readonly products: ProductsToPrefetch; readonly orgId?: string }
  | ProductByOldName;

interface ProductByOldName {
  /** @deprecated Use `productKey`. */
  readonly product: string;
  readonly orgId?: string;
}

type ProductsToPrefetch = ProductsArguments & { readonly maxItems?: number };

/** The members of all three. */
type AnyPrefetch = Partial<ProductByOldName & { readonly productKey: string; readonly products: ProductsToPrefetch }>;

export interface PrefetchOptions {
  /** Provider to read with, as a construct or as its arguments. Default: the environment decides. */
  readonly provider?: TerraformProvider | ConnectProviderConfig;
}

async function prefetch(app: IConstruct, wanted: readonly Prefetch[], options: PrefetchOptions = {}): Promise<void> {
  checkScope(app, "Connect");
  const { provider = {} } = options;
  if ("node" in provider && unwantedStack(provider)) return;
  const from = "terraformProviderSource" in provider ? blockOf(provider) : readBlock({ ...provider });
  await lookUpSoon(
    app,
    wanted.map((one): LookUp => {
      refuseTokens({ ...one }, "Only literals can be read ahead.");
      const { productKey, product, products, orgId } = one as AnyPrefetch;
      const path = attributeAt([], "prefetch");
      const key = productKey === undefined ? product : strictly(text, productKey, attributeAt(path, "productKey"));
      const { maxItems, ...rest } = products ?? {};
      const query = { ...(key !== undefined && { product: key }), ...(products !== undefined && { products: rest }) };
      return { query: readQuery(query, path), orgId, maxItems, from };
    }),
  );
}

export const Connect = {
  /**
   * Reads in parallel what the constructs of an app will need for `atSynth`, for programs with an async main. A product that does not
   * exist is an error only for the construct that reads it.
   *
   * @throws Problem (the promise rejects) if an argument is a token or the platform cannot be read
   * @example
   * await Connect.prefetch(app, [{ productKey: "8f7KmDED" }, { products: { where: { modelId: "smart_meter_v2" } } }]);
   */
  prefetch,
};
