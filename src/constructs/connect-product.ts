import type { Construct } from "constructs";
import { DataConnectProduct, type DataConnectProductConfig } from "../bindings/data-connect-product";
import { DataConnectProducts, type DataConnectProductsConfig } from "../bindings/data-connect-products";
import { ensureProvider } from "./ensure-provider";

/** One product (device type), read by its key. A product that does not exist fails the plan. */
export class ConnectProduct extends DataConnectProduct {
  constructor(scope: Construct, id: string, config: DataConnectProductConfig) {
    super(scope, id, config);
    ensureProvider(this);
  }
}

/** The products that match; none is an empty answer. */
export class ConnectProducts extends DataConnectProducts {
  constructor(scope: Construct, id: string, config: DataConnectProductsConfig = {}) {
    super(scope, id, config);
    ensureProvider(this);
  }
}
