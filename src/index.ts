// The front door: constructs, and the types their arguments need.
export type { DataConnectProductConfig as ConnectProductConfig } from "./bindings/data-connect-product";
export type {
  DataConnectProductsConfig as ConnectProductsConfig,
  DataConnectProductsWhere as ConnectProductsWhere,
} from "./bindings/data-connect-products";
export type { ConnectProviderConfig, ConnectProviderEnos } from "./bindings/provider";
export { ConnectProduct, ConnectProducts } from "./constructs/connect-product";
export { ConnectProvider } from "./constructs/connect-provider";
