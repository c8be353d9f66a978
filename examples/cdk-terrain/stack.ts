// Generated from examples/cdktf by `npm run generate` of cdktf-connect.

import { ConnectProduct, ConnectProducts, ConnectProvider } from "cdktf-connect/cdktn";
import { DataResource, TerraformOutput, TerraformStack } from "cdktn";
import type { Construct } from "constructs";

// The keys come from CONNECT_ENOS_ACCESS_KEY and CONNECT_ENOS_SECRET_KEY in the environment.
const enos = { endpoint: "http://127.0.0.1:8640", orgId: "o17000000000001" }; // what `npm run emulate` serves
// const enos = { endpoint: "https://apim.example.com", orgId: "o15000000000001" }; // a real platform

/** The `terraform_data` resources represent what you deploy for your products. */
export class FleetStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ConnectProvider(this, "connect", { enos });

    // Decide: `atSynth` holds real values while this program runs. The plan stops if the product is no gateway any more.
    const edge = new ConnectProduct(this, "edge", { productKey: "2zp6A70r", onDrift: "error" });
    if (edge.atSynth.productType === "Gateway")
      // Pass on: other attributes are tokens, which Terraform replaces when it plans.
      new DataResource(this, "sub-devices", { input: { gateway: edge.productKey, name: edge.productName } });

    // Loop: one resource for each product of a model. The plan warns if these are other products, or other days, than now.
    const meters = new ConnectProducts(this, "meters", { where: { modelId: "smart_meter_v2" } });
    // Null is what the platform does not say.
    for (const { productKey, maxValidDay } of meters.atSynth.products)
      if (maxValidDay !== null)
        new DataResource(this, `renewal-${productKey}`, { input: { everyDays: maxValidDay - 30 } });

    new TerraformOutput(this, "edge_name", { value: edge.productName });
    new TerraformOutput(this, "meter_keys", { value: meters.productKeys });
  }
}
