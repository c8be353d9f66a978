// The front door: constructs, and the types their arguments need.
export type { DataConnectProductConfig as ConnectProductConfig } from "./bindings/data-connect-product";
export type {
  DataConnectProductsConfig as ConnectProductsConfig,
  DataConnectProductsWhere as ConnectProductsWhere,
} from "./bindings/data-connect-products";
export type {
  EphemeralConnectProductSecretConfig as ConnectProductSecretConfig,
  EphemeralConnectProductSecretDecrypt as ConnectProductSecretDecrypt,
} from "./bindings/ephemeral-connect-product-secret";
export type { ConnectProviderConfig, ConnectProviderEnos } from "./bindings/provider";
export { ConnectProduct, ConnectProducts } from "./constructs/connect-product";
export { ConnectProductSecret } from "./constructs/connect-product-secret";
export { ConnectProvider } from "./constructs/connect-provider";
