import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import {
  DataConnectProducts,
  type DataConnectProductsConfig,
  dataConnectProductsExpectToTerraform,
} from "../bindings/data-connect-products";
import type { Product } from "../product/product";
import type { ProductWhere } from "../product/source";
import { unreadWarning } from "../product/unread";
import { productsQuery } from "../reader/query";
import type { LookUp } from "../synth/look-up";
import type { ProductAtSynth } from "../synth/reads";
import { checkScope } from "./check-scope";
import { ensureProvider } from "./ensure-provider";
import { expectationOf, expecting } from "./expectation";
import { hclArguments } from "./hcl";
import { refuseTokens } from "./literal";
import { blockOf, providerFor } from "./provider-block";
import { lookUpOf } from "./stack-record";
import { answerTo } from "./target-stack";
import { handOut, noteText } from "./template-guard";

/** The products that match, as plain values, in the platform's order. */
export interface ProductsAtSynth {
  readonly products: readonly ProductAtSynth[];
  readonly productKeys: readonly string[];
}

/**
 * The products that match; the result may be empty.
 *
 * @example
 * const meters = new ConnectProducts(stack, "meters", { where: { modelId: "smart_meter_v2", productType: "Device" } });
 * new TerraformOutput(stack, "keys", { value: meters.productKeys });
 */
export class ConnectProducts extends DataConnectProducts {
  private values: ProductsAtSynth | undefined;

  constructor(scope: Construct, id: string, config: DataConnectProductsConfig = {}) {
    super(checkScope(scope, "ConnectProducts"), id, config);
    ensureProvider(this);
  }

  /**
   * The matching products as plain values. The first access reads the platform: see `ConnectProduct.atSynth`.
   *
   * @throws Problem if an argument is a token, if more than `maxItems` products match, or if the platform cannot be read
   * @example
   * const meters = new ConnectProducts(stack, "meters", { where: { modelId: "smart_meter_v2" } });
   * for (const { productKey } of meters.atSynth.products) new ConnectProduct(stack, productKey, { productKey });
   */
  get atSynth(): ProductsAtSynth {
    this.values ??= this.read();
    return this.values;
  }

  /** The plan checks which products match, and the attributes that the program read of each. */
  protected synthesizeAttributes(): Record<string, unknown> {
    const read = this.values && expectationOfAll(this.values);
    return {
      ...super.synthesizeAttributes(),
      ...(read && expecting(this, read, dataConnectProductsExpectToTerraform)),
    };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.synthesizeAttributes());
  }

  /** @internal */
  [lookUpOf](): LookUp {
    const { whereInput: where, expressionInput: expression, detailsInput: details } = this;
    const { orgIdInput: orgId, maxItemsInput: maxItems } = this;
    refuseTokens(
      { where, expression, details, orgId, maxItems },
      "Pass literals, or use the attribute products itself.",
    );
    const query = productsQuery({ where: where as ProductWhere, expression, details: details as boolean | undefined });
    return { query, orgId, maxItems, from: blockOf(providerFor(this, this.provider)) };
  }

  private read(): ProductsAtSynth {
    const { value, unread = [] } = answerTo(this, this[lookUpOf]()) ?? { value: [] };
    const found = value as readonly Product[];
    if (unread.length > 0) Annotations.of(this).addWarning(unreadWarning(unread).message);
    const products = Object.freeze(found.map(handOut));
    const productKeys = found.map(({ productKey }) => productKey ?? "");
    productKeys.forEach(noteText);
    return Object.freeze({ products, productKeys: Object.freeze(productKeys) });
  }
}

function expectationOfAll({ products, productKeys }: ProductsAtSynth): Record<string, unknown> {
  const reads = products.flatMap((product) => {
    const expected = expectationOf(product);
    return expected ? [[product.productKey, expected] as const] : [];
  });
  return {
    productKeys: [...productKeys].sort(),
    ...(reads.length > 0 && { products: Object.fromEntries(reads) }),
  };
}
