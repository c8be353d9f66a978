// The public API: constructs, values at synth time, and the types of their arguments.
import "./constructs/requirements";

export type {
  DataConnectProductConfig as ConnectProductConfig,
  DataConnectProductExpect as ConnectProductExpect,
} from "./bindings/data-connect-product";
export type {
  DataConnectProductsConfig as ConnectProductsConfig,
  DataConnectProductsExpect as ConnectProductsExpect,
  DataConnectProductsWhere as ConnectProductsWhere,
} from "./bindings/data-connect-products";
export type {
  EphemeralConnectProductSecretConfig as ConnectProductSecretConfig,
  EphemeralConnectProductSecretDecrypt as ConnectProductSecretDecrypt,
} from "./bindings/ephemeral-connect-product-secret";
export type { ConnectProviderAliyun, ConnectProviderEnos } from "./bindings/provider";
export { Connect, type Prefetch, type PrefetchOptions } from "./constructs/connect";
export { ConnectProduct, type ProductLookup } from "./constructs/connect-product";
export { ConnectProductSecret } from "./constructs/connect-product-secret";
export { ConnectProducts, type ProductsAtSynth } from "./constructs/connect-products";
export { ConnectProvider, type ConnectProviderConfig } from "./constructs/connect-provider";
export { type Facts, isProblem, type Problem } from "./schema/problem";
export type { ProblemCode } from "./schema/problem-codes";
export type { ProductAtSynth } from "./synth/reads";
