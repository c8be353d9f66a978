import { App, TerraformOutput, TerraformStack } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "cdktf-connect";
import type { Construct } from "constructs";

/** Reads one product and all gateways, and hands what it read to the rest of the infrastructure as outputs. */
class QuickstartStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Endpoint, organization and keys come from CONNECT_ENOS_… in the environment.
    new ConnectProvider(this, "connect", { enos: { apiVersion: "v2.4" } });

    const meter = new ConnectProduct(this, "meter", { productKey: "8f7KmDED" });
    new TerraformOutput(this, "meter_name", { value: meter.productName });
    new TerraformOutput(this, "meter_model", { value: meter.modelId });
    new TerraformOutput(this, "meter_type", { value: meter.productType });
    new TerraformOutput(this, "meter_default_valid_day", { value: meter.defaultValidDay });
    new TerraformOutput(this, "meter_max_valid_day", { value: meter.maxValidDay });

    const gateways = new ConnectProducts(this, "gateways", { where: { productType: "Gateway" } });
    new TerraformOutput(this, "gateway_keys", { value: gateways.productKeys });
  }
}

const app = new App();
new QuickstartStack(app, "quickstart");
app.synth();
