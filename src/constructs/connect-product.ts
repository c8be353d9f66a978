import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import {
  DataConnectProduct,
  type DataConnectProductConfig,
  dataConnectProductExpectToTerraform,
} from "../bindings/data-connect-product";
import type { Answer } from "../lookup/entry";
import type { ProductAtSynth } from "../lookup/reads";
import type { Product } from "../product/product";
import { checkScope } from "./check-scope";
import { ensureProvider } from "./ensure-provider";
import { expectationOf, expecting } from "./expectation";
import { hclArguments } from "./hcl";
import { refuseTokens } from "./literal";
import { lookUpNow } from "./look-up";
import { blockOf, providerFor } from "./provider-block";
import { handOut } from "./template-guard";

/** Which product to look up without a data source. */
export interface ProductLookup {
  readonly productKey: string;
  /** organization to look in, instead of the provider's */
  readonly orgId?: string;
  /** provider to read with; otherwise the stack's, otherwise what the environment says */
  readonly provider?: TerraformProvider;
}

/** One product (device type), read by its key. A product that does not exist fails the plan. */
export class ConnectProduct extends DataConnectProduct {
  private values: ProductAtSynth | undefined;

  constructor(scope: Construct, id: string, config: DataConnectProductConfig) {
    super(checkScope(scope, "ConnectProduct"), id, config);
    ensureProvider(this);
  }

  /** The product if it exists, undefined if not: plain values, now, without a data source. */
  static find(scope: Construct, lookup: ProductLookup): ProductAtSynth | undefined {
    const product = read(scope, lookup, true);
    return product === null ? undefined : handOut(product as Product);
  }

  /** The product's plain values, now, without a data source. Throws when it does not exist. */
  static lookup(scope: Construct, lookup: ProductLookup): ProductAtSynth {
    return handOut(read(scope, lookup, false) as Product);
  }

  /**
   * The product's attributes as plain values, for `if`, loops and anything else that must know them while the program runs: read
   * from the platform when first asked for, and recorded in `connect.lock.json`.
   */
  get atSynth(): ProductAtSynth {
    this.values ??= ConnectProduct.lookup(this, {
      productKey: this.productKeyInput ?? "",
      orgId: this.orgIdInput,
      provider: this.provider,
    });
    return this.values;
  }

  /** What the program relied on is checked by the plan: only what it read counts. */
  protected synthesizeAttributes(): Record<string, unknown> {
    const read = this.values && expectationOf(this.values);
    return { ...super.synthesizeAttributes(), ...(read && expecting(this, read, dataConnectProductExpectToTerraform)) };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.synthesizeAttributes());
  }
}

function read(scope: Construct, { productKey, orgId, provider }: ProductLookup, mayBeAbsent: boolean): Answer {
  checkScope(scope, "ConnectProduct");
  refuseTokens(
    { productKey, orgId },
    "Pass a literal, or use the attributes of ConnectProduct themselves: they are tokens, too.",
  );
  const from = blockOf(providerFor(scope, provider));
  return lookUpNow(scope, { query: { product: productKey }, orgId, from, mayBeAbsent }).value;
}
