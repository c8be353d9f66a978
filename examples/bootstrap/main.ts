import { App, TerraformOutput, TerraformStack } from "cdktf";
import { ConnectProduct, ConnectProvider } from "cdktf-connect";
import type { Construct } from "constructs";
import { smartMeter202_8f7KmDED as meter, products } from "./products";

/** Reads products by keys the compiler knows; no request is sent before the plan. */
class BootstrapStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Endpoint, organization and keys come from CONNECT_ENOS_… in the environment.
    new ConnectProvider(this, "connect", { enos: { apiVersion: "v2.4" } });

    // The plan fails when the catalogue is no longer true.
    const live = new ConnectProduct(this, "meter", {
      productKey: meter.productKey,
      expect: { modelId: meter.modelId, maxValidDay: meter.maxValidDay },
    });
    new TerraformOutput(this, "meter_name", { value: live.productName });

    // A real loop over real values.
    for (const { productKey, productType } of Object.values(products))
      if (productType === "Gateway") new ConnectProduct(this, `gateway-${productKey}`, { productKey });
  }
}

const app = new App();
new BootstrapStack(app, "bootstrap");
app.synth();
