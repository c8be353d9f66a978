import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { ConnectProviderConfig } from "../bindings/provider";
import type { ProductsArguments } from "../lookup/query";
import { readQuery } from "../lookup/read-query";
import { attributeAt } from "../schema/path";
import { checkScope } from "./check-scope";
import { refuseTokens } from "./literal";
import { type LookUp, lookUpSoon } from "./look-up";
import { blockOf, readBlock } from "./provider-block";

/** One thing to read ahead: a product by its key, or the products that match. */
export type Prefetch =
  | { readonly product: string; readonly orgId?: string }
  | { readonly products: ProductsToPrefetch; readonly orgId?: string };

type ProductsToPrefetch = ProductsArguments & { readonly maxItems?: number };

export interface PrefetchOptions {
  /** the provider to read with, as a construct or as its arguments; without it, what the environment says */
  readonly provider?: TerraformProvider | ConnectProviderConfig;
}

async function prefetch(app: IConstruct, wanted: readonly Prefetch[], options: PrefetchOptions = {}): Promise<void> {
  checkScope(app, "Connect");
  const { provider = {} } = options;
  const from = "terraformProviderSource" in provider ? blockOf(provider) : readBlock({ ...provider });
  await lookUpSoon(
    app,
    wanted.map((one): LookUp => {
      refuseTokens({ ...one }, "Only literals can be read ahead.");
      const { product, products, orgId } = one as { product?: string; products?: ProductsToPrefetch; orgId?: string };
      const { maxItems, ...rest } = products ?? {};
      const asked = { ...(product !== undefined && { product }), ...(products !== undefined && { products: rest }) };
      return { query: readQuery(asked, attributeAt([], "prefetch")), orgId, maxItems, from };
    }),
  );
}

/** Reads ahead, all at once, what the constructs of an app will ask for with `atSynth`; for programs with an async main. */
export const Connect = { prefetch };
