// An app with so many products, whose values are literals or looked up; prints the milliseconds of what the mode is about.
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { Connect, ConnectProduct, ConnectProvider } = require("../../dist");

const [mode, count] = process.argv.slice(2);
const keys = Array.from({ length: Number(count) }, (_, index) => `key${index}`);

const literal = { productType: "Device", modelId: "M" };
const read = {
  literal: (stack, productKey) => ({ product: new ConnectProduct(stack, productKey, { productKey }), values: literal }),
  locked(stack, productKey) {
    const product = new ConnectProduct(stack, productKey, { productKey });
    return { product, values: product.atSynth };
  },
};

function synth(app, stack) {
  for (const productKey of keys) {
    const { product, values } = read[mode](stack, productKey);
    const value = `${values.productType} ${values.modelId}`;
    new TerraformOutput(stack, `output-${productKey}`, { value: [value, product.productName] });
  }
  app.synth();
}

const lookUp = (stack) => {
  for (const productKey of keys) ConnectProduct.lookup(stack, { productKey });
};

async function main() {
  const app = new App();
  const stack = new TerraformStack(app, "bench");
  new ConnectProvider(stack, "connect", {});
  const started = performance.now();
  if (mode in read) synth(app, stack);
  if (mode === "ahead")
    await Connect.prefetch(
      app,
      keys.map((product) => ({ product })),
    );
  if (mode === "ahead" || mode === "one-by-one") lookUp(stack);
  console.log(performance.now() - started);
}

void main();
