import { App, DataResource, TerraformOutput, TerraformStack } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "cdktf-connect";
import type { Construct } from "constructs";

/**
 * Infrastructure whose shape depends on what the products are, so the program must know it while it runs. The `terraform_data`
 * resources stand for whatever you deploy.
 */
class FleetStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // `npx cdktf-connect emulate --port 8640` answers at this address. The keys come from CONNECT_ENOS_… in the environment;
    // with connect.lock.json beside this file neither is needed to synthesize.
    new ConnectProvider(this, "connect", {
      enos: { endpoint: "http://127.0.0.1:8640", orgId: "o17000000000001" },
    });

    // A condition. Should this be no gateway any more when Terraform plans, the plan stops; elsewhere it would only warn.
    const edge = new ConnectProduct(this, "edge", { productKey: "2zp6A70r", onDrift: "error" });
    if (edge.atSynth.productType === "Gateway")
      new DataResource(this, "sub-device-table", { input: { gateway: edge.productKey, name: edge.productName } });

    // One look-up leads to the next, and that to a loop. Null is what the platform does not say.
    const { modelId } = new ConnectProduct(this, "meter", { productKey: "8f7KmDED" }).atSynth;
    if (modelId !== null) {
      const meters = new ConnectProducts(this, "meters", { where: { modelId } });
      for (const { productKey, maxValidDay } of meters.atSynth.products)
        if (maxValidDay !== null)
          new DataResource(this, `renewal-${productKey}`, {
            input: { product: productKey, everyDays: maxValidDay - 30 },
          });
      new TerraformOutput(this, "meter_keys", { value: meters.atSynth.productKeys });
    }

    // A product that may be missing; its absence is recorded like any other answer.
    const weather = ConnectProduct.find(this, { productKey: "WeatherV2" });
    new TerraformOutput(this, "weather_format", { value: weather?.dataFormat ?? "none" });
  }
}

const app = new App();
new FleetStack(app, "fleet");
app.synth();
