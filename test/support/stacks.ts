/** CDKTF and the fork that lives on, each through its own front door. */
export const libraries = { cdktf: "cdktf-connect", cdktn: "cdktf-connect/cdktn" };

export type Library = keyof typeof libraries;

/** Stacks as their author writes them. */
export const main = (library: Library) => `
import { App, TerraformOutput, TerraformStack } from "${library}";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "${libraries[library]}";
import type { Construct } from "constructs";

class Meters extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const endpoint = process.env.CONNECT_ENOS_ENDPOINT as string;
    new ConnectProvider(this, "connect", { enos: { endpoint, orgId: "o1" } });
    const meter = new ConnectProduct(this, "meter", { productKey: "key00001" });
    new TerraformOutput(this, "model", { value: meter.modelId });
    new TerraformOutput(this, "chinese", { value: meter.localizedNames.lookup("zh_CN") });
    const all = new ConnectProducts(this, "all", { where: { modelId: "M", tags: { site: "上海" } } });
    new TerraformOutput(this, "type", { value: all.products.get("key00001").productType });
    new TerraformOutput(this, "keys", { value: all.productKeys });
  }
}

/** Leaves the provider to the environment. */
class Bare extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new TerraformOutput(this, "days", { value: new ConnectProduct(this, "meter", { productKey: "key00001" }).maxValidDay });
  }
}

const app = new App();
new Meters(app, "meters");
new Bare(app, "bare");
app.synth();
`;

export const libraryNames = Object.keys(libraries) as Library[];
