import { App, TerraformOutput, TerraformStack } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "cdktf-connect";
import type { Construct } from "constructs";

/** Reads one product and all gateways. Some values decide what the stack holds, others are passed on to the rest of it. */
class QuickstartStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Endpoint, organization and keys come from CONNECT_ENOS_… in the environment.
    new ConnectProvider(this, "connect", { enos: { apiVersion: "v2.4" } });

    // Passed on: Terraform reads these values when it plans.
    const meter = new ConnectProduct(this, "meter", { productKey: "8f7KmDED" });
    new TerraformOutput(this, "meter_name", { value: meter.productName });
    new TerraformOutput(this, "meter_model", { value: meter.modelId });
    new TerraformOutput(this, "meter_type", { value: meter.productType });

    // Decided with: real values while this program runs. connect.lock.json records them.
    if (meter.atSynth.biDirectionalAuth) {
      new TerraformOutput(this, "meter_default_valid_day", { value: meter.defaultValidDay });
      new TerraformOutput(this, "meter_max_valid_day", { value: meter.maxValidDay });
    }
    const gateways = new ConnectProducts(this, "gateways", { where: { productType: "Gateway" } });
    for (const { productKey, productName } of gateways.atSynth.products)
      new TerraformOutput(this, `gateway_${productKey}`, { value: productName });
  }
}

const app = new App();
new QuickstartStack(app, "quickstart");
app.synth();
