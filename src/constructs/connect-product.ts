import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import {
  DataConnectProduct,
  type DataConnectProductConfig,
  dataConnectProductExpectToTerraform,
} from "../bindings/data-connect-product";
import type { Answer } from "../lock/entry";
import type { Product } from "../product/product";
import type { LookUp } from "../synth/look-up";
import type { ProductAtSynth } from "../synth/reads";
import { checkScope } from "./check-scope";
import { ensureProvider } from "./ensure-provider";
import { expectationOf, expecting } from "./expectation";
import { hclArguments } from "./hcl";
import { refuseTokens } from "./literal";
import { blockOf, providerFor } from "./provider-block";
import { lookUpOf } from "./stack-record";
import { answerTo, unknownProduct } from "./target-stack";
import { handOut } from "./template-guard";

/** Which product to read without a data source. */
export interface ProductLookup {
  /** Key of the product. */
  readonly productKey: string;
  /** Organization (OU) that the product belongs to. Default: the provider's. */
  readonly orgId?: string;
  /** Provider to read with. Default: the stack's; without one, the environment decides. */
  readonly provider?: TerraformProvider;
}

/**
 * One product (device type), read by its key. A product that does not exist fails the plan.
 *
 * @example
 * const meter = new ConnectProduct(stack, "meter", { productKey: "8f7KmDED" });
 * new TerraformOutput(stack, "model", { value: meter.modelId });
 */
export class ConnectProduct extends DataConnectProduct {
  private values: ProductAtSynth | undefined;

  constructor(scope: Construct, id: string, config: DataConnectProductConfig) {
    super(checkScope(scope, "ConnectProduct"), id, config);
    ensureProvider(this);
  }

  /**
   * Reads a product at synth time, without a data source. Returns undefined if it does not exist.
   *
   * @throws Problem if an argument is a token, or if the platform cannot be read for any other reason than absence
   * @example
   * const meter = ConnectProduct.find(stack, { productKey: "8f7KmDED" });
   * if (meter?.productType === "Gateway") new TerraformOutput(stack, "gateway", { value: meter.productKey });
   */
  static find(scope: Construct, lookup: ProductLookup): ProductAtSynth | undefined {
    const product = read(scope, lookup, true);
    return product === null ? undefined : handOut(product as Product);
  }

  /**
   * Reads a product at synth time, without a data source.
   *
   * @throws Problem if the product does not exist, if an argument is a token, or if the platform cannot be read
   * @example
   * const { maxValidDay } = ConnectProduct.lookup(stack, { productKey: "8f7KmDED" });
   */
  static lookup(scope: Construct, lookup: ProductLookup): ProductAtSynth {
    return handOut(read(scope, lookup, false) as Product);
  }

  /**
   * The product's attributes as plain values, for `if`, loops and everything else that needs them at synth time. The first access
   * reads the platform, blocks until it responds, and records the product in `connect.lock.json`.
   *
   * @throws Problem if the product does not exist, if `productKey` or `orgId` is a token, if the platform cannot be read, or if the
   * value is not recorded and `CONNECT_LOOKUPS` (or `CI`) forbids network access
   * @example
   * const meter = new ConnectProduct(stack, "meter", { productKey: "8f7KmDED" });
   * if (meter.atSynth.productType === "Gateway") new TerraformOutput(stack, "gateway", { value: meter.id });
   */
  get atSynth(): ProductAtSynth {
    this.values ??= ConnectProduct.lookup(this, this.asLookup());
    return this.values;
  }

  /** @internal */
  [lookUpOf](): LookUp {
    return lookUpFor(this, this.asLookup());
  }

  private asLookup(): ProductLookup {
    return { productKey: this.productKeyInput ?? "", orgId: this.orgIdInput, provider: this.provider };
  }

  /** The plan checks the attributes that the program read, and only those. */
  protected synthesizeAttributes(): Record<string, unknown> {
    const read = this.values && expectationOf(this.values);
    return { ...super.synthesizeAttributes(), ...(read && expecting(this, read, dataConnectProductExpectToTerraform)) };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.synthesizeAttributes());
  }
}

function read(scope: Construct, lookup: ProductLookup, mayBeAbsent: boolean): Answer {
  checkScope(scope, "ConnectProduct");
  const { productKey, orgId } = lookup;
  const found = answerTo(scope, { ...lookUpFor(scope, lookup), mayBeAbsent });
  if (found === undefined) return mayBeAbsent ? null : unknownProduct(productKey, orgId ?? null);
  return found.value;
}

function lookUpFor(scope: Construct, { productKey, orgId, provider }: ProductLookup): LookUp {
  refuseTokens(
    { productKey, orgId },
    "Pass a literal, or use the attributes of ConnectProduct themselves, which are tokens.",
  );
  return { query: { product: productKey }, orgId, from: blockOf(providerFor(scope, provider)) };
}
