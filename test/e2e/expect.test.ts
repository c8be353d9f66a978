import { TerraformStack, Testing } from "cdktf";
import { ConnectProduct, ConnectProducts, ConnectProvider } from "../../src";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { refusalsOf, type Written } from "../support/refusals";
import { describeEach, engines, providerRequirement, Workspace } from "../support/terraform";

const meter = wireProduct(1, {
  productKey: "8f7KmDED",
  productName: { defaultValue: "智能电表", i18nValue: { zh_CN: "智能电表", en_US: "" } },
  productTags: { site: "上海", line: "meters" },
  protocolGatewayIds: { b: 1, a: ["g1"] },
  biDirectionalAuth: true,
  createTime: 1582861255508,
  maxValidDay: 1095,
});
const gateway = wireProduct(2, { productKey: "2zp6A70r", productType: "Gateway", modelId: "edge" });
const added = wireProduct(3, { productKey: "newKey01" });

const configuration = (rest: string) => `${providerRequirement}\nprovider "connect" {}\n${rest}`;

const pinned = (more = "") => `
  data "connect_product" "meter" {
    product_key = "8f7KmDED"
    expect = {
      product_name         = "智能电表"
      product_type         = "Device"
      product_tags         = { line = "meters", site = "上海" }
      protocol_gateway_ids = jsonencode({ a = ["g1"], b = 1 })
      model_id             = "M"
      bi_directional_auth  = true
      create_time          = "2020-02-28T11:40:55.508+08:00"
      max_valid_day        = 1095
      default_valid_day    = null
    }
    ${more}
  }
  output "model" { value = data.connect_product.meter.model_id }`;

const allPinned = (more = "") => `
  data "connect_products" "all" {
    expect = {
      product_keys = ["8f7KmDED", "2zp6A70r"]
      products     = { "8f7KmDED" = { model_id = "M" }, "2zp6A70r" = { product_type = "Gateway", max_valid_day = null } }
    }
    ${more}
  }
  output "count" { value = length(data.connect_products.all.products) }`;

interface Shown {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
}

describeEach(engines, (engine) => {
  let emulator: Emulator;
  let workspace: Workspace;
  beforeAll(async () => {
    emulator = await startEmulator({ edition: "2.4", seed: seedOf([meter, gateway]) });
    workspace = new Workspace(engine, environmentOf(emulator.endpoint));
    workspace.init(configuration(""));
  });
  afterEach(() => emulator.reset());
  afterAll(async () => {
    await emulator.close();
  });

  /** How a command ends, and every diagnostic it shows. */
  const diagnose = async (...args: string[]) => {
    const { code, stdout } = await workspace.run([...args, "-json", "-input=false"]);
    const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
    const shown: Shown[] = lines.flatMap((line) => JSON.parse(line).diagnostic ?? []);
    return { code, shown, summaries: shown.map(({ severity, summary }) => `${severity}: ${summary}`) };
  };

  test("a platform that is as expected leaves a plan without changes and without warnings", async () => {
    workspace.write(configuration(pinned() + allPinned('on_drift = "warning"')));
    const { data } = await workspace.apply();
    expect(data["data.connect_product.meter"]).toMatchObject({
      model_id: "M",
      expect: { model_id: "M", max_valid_day: 1095, create_time: "2020-02-28T11:40:55.508+08:00", product_desc: null },
      on_drift: null,
    });
    expect(data["data.connect_products.all"]).toMatchObject({ on_drift: "warning" });
    expect(await diagnose("plan", "-detailed-exitcode")).toMatchObject({ code: 0, shown: [] });
  });

  const changed = {
    ...meter,
    modelId: "N",
    productTags: { site: "北京", line: "meters" },
    productDesc: "nobody relies on this",
    updateBy: "李娜",
  };
  const differences = ["product_tags is not as expected", "model_id is not as expected"].map(
    (what) => `Product "8f7KmDED": ${what}`,
  );

  test("a changed platform ends the plan, naming exactly what was relied on and differs, all at once", async () => {
    workspace.write(configuration(pinned()));
    emulator.reload(seedOf([changed, gateway]));
    const { code, shown, summaries } = await diagnose("plan");
    expect(code).toBe(1);
    expect(summaries.sort()).toEqual(differences.map((text) => `error: ${text}`).sort());
    const detail = shown.find(({ summary }) => summary.includes("model_id"))?.detail;
    expect(detail).toContain('expected: "M"\n  actual:   "N"\n');
    expect(detail).toContain("write the actual value into expect");
    expect(detail).toContain('"李娜" updated it last');
  });

  test("with on_drift = warning each difference is shown, and the plan can be used", async () => {
    workspace.write(configuration(pinned('on_drift = "warning"')));
    emulator.reload(seedOf([changed, gateway]));
    const { code, summaries } = await diagnose("plan", "-out=saved");
    expect(code).toBe(0);
    expect(summaries.sort()).toEqual(differences.map((text) => `warning: ${text}`).sort());
    const { text } = await workspace.must("plan", "-input=false");
    for (const summary of differences) expect(text).toContain(summary);
    expect(text).not.toContain("similar warning");
    await workspace.must("apply", "-input=false", "saved");
    expect((await workspace.show()).outputs.model).toBe("N");
  });

  test("what differs is in the plan, for programs, checks and conditions", async () => {
    workspace.write(
      configuration(`
        data "connect_product" "meter" {
          product_key = "8f7KmDED"
          expect      = { model_id = "M", nulls = ["default_valid_day", "product_desc"] }
          at_least    = { max_valid_day = 2000 }
          on_drift    = "warning"
        }
        data "connect_products" "all" {
          expect   = { product_keys = ["8f7KmDED", "gone"], products = { "8f7KmDED" = { model_id = "M" } } }
          at_most  = { max_valid_day = 1000 }
          on_drift = "warning"
        }
        check "drift" {
          assert {
            condition     = length(data.connect_product.meter.drift) == 0
            error_message = join(", ", [for row in data.connect_product.meter.drift : row.attribute])
          }
        }
        output "rows" { value = data.connect_product.meter.drift }`),
    );
    emulator.reload(seedOf([changed, gateway]));
    const { code, summaries, shown } = await diagnose("plan", "-out=saved");
    expect(code).toBe(0);
    expect(summaries).toContain("warning: Check block assertion failed");
    expect(shown.map(({ detail }) => detail)).toContain("model_id, product_desc, max_valid_day");
    const plan = JSON.parse((await workspace.must("show", "-json", "saved")).stdout);
    const drift = [
      { attribute: "model_id", expected: "M", actual: "N" },
      { attribute: "product_desc", expected: null, actual: "nobody relies on this" },
      { attribute: "max_valid_day", expected: "at least 2000", actual: "1095" },
    ];
    expect(plan.planned_values.outputs.rows.value).toEqual(drift);
    const read = plan.prior_state.values.root_module.resources.find(({ name }: { name: string }) => name === "all");
    expect(read.values.drift).toEqual([
      { product_key: "gone", attribute: "product_key", expected: "gone", actual: null },
      { product_key: "2zp6A70r", attribute: "product_key", expected: null, actual: "2zp6A70r" },
      { product_key: "8f7KmDED", attribute: "model_id", expected: "M", actual: "N" },
      { product_key: "2zp6A70r", attribute: "max_valid_day", expected: "at most 1000", actual: null },
      { product_key: "8f7KmDED", attribute: "max_valid_day", expected: "at most 1000", actual: "1095" },
    ]);
  });

  test("bounds that contradict each other or expect are refused where they are written, before anything is read", async () => {
    workspace.write(
      configuration(`
        data "connect_product" "meter" {
          product_key = "8f7KmDED"
          expect      = { max_valid_day = 5 }
          at_least    = { max_valid_day = 10, default_valid_day = 3 }
          at_most     = { default_valid_day = 2 }
        }`),
    );
    const { stdout } = await workspace.run(["validate", "-json"]);
    const { diagnostics } = JSON.parse(stdout);
    expect(diagnostics.map(({ detail }: Shown) => detail).sort()).toEqual([
      "at_least.max_valid_day: It is 10, and expect has 5.",
      "at_most.default_valid_day: It is 2, and at_least is 3.",
    ]);
  });

  test("of many products the set of keys and single attributes are held against the answer", async () => {
    workspace.write(configuration(allPinned()));
    emulator.reload(seedOf([changed, added]));
    const { code, summaries, shown } = await diagnose("plan");
    expect(code).toBe(1);
    expect(summaries.sort()).toEqual([
      'error: Other products than expected: missing "2zp6A70r", unexpected "newKey01"',
      'error: Product "8f7KmDED": model_id is not as expected',
    ]);
    expect(shown.map(({ detail }) => detail).join()).toContain('expect.products["8f7KmDED"].model_id');
    workspace.write(configuration(allPinned('on_drift = "warning"')));
    expect(await diagnose("plan")).toMatchObject({
      code: 0,
      shown: [{ severity: "warning" }, { severity: "warning" }],
    });
  });

  test("what is not known before apply is compared then", async () => {
    workspace.write(
      configuration(`
        resource "terraform_data" "model" { input = "N" }
        data "connect_product" "meter" {
          product_key = "8f7KmDED"
          expect      = { model_id = terraform_data.model.output }
        }`),
    );
    expect(await diagnose("plan")).toMatchObject({ code: 0, shown: [] });
    const { code, summaries } = await diagnose("apply", "-auto-approve");
    expect(code).toBe(1);
    expect(summaries).toEqual(['error: Product "8f7KmDED": model_id is not as expected']);
    await workspace.must("state", "rm", "terraform_data.model");
  });

  test("an expect of which Terraform leaves nothing, because it is misspelt or null, is warned about", async () => {
    workspace.write(
      configuration('data "connect_product" "meter" {\nproduct_key = "8f7KmDED"\nexpect = { modelid = "M" }\n}'),
    );
    expect((await diagnose("plan")).summaries).toEqual(["warning: Nothing is expected"]);
  });

  test("validate refuses what cannot be expected, each at its place", async () => {
    const one = (argument: string): Written => ["connect_product", `product_key = "8f7KmDED"\n${argument}`];
    const many = (argument: string): Written => ["connect_products", argument];
    const cases: [written: Written, reason: string][] = [
      [one('on_drift = "nonsense"'), "It must be error or warning; it is"],
      [one('expect = { create_time = "yesterday" }'), "RFC 3339"],
      [one('expect = { max_valid_day = "many" }'), "a number is required"],
      [one("expect = { max_valid_day = 1.5 }"), "a whole number"],
      [one("expect = { product_tags = { site = null } }"), 'product_tags["site"]'],
      [many('on_drift = "Error"'), "It must be error or warning; it is"],
      [many('expect = { product_keys = ["a", null] }'), "product_keys[1]"],
      [many("expect = { products = { a = null } }"), 'products["a"]'],
      [many('expect = { products = { a = { protocol_gateway_ids = "{" } } }'), "jsonencode"],
    ];
    const said = await refusalsOf(
      workspace,
      configuration(""),
      cases.map(([written]) => written),
    );
    for (const [index, [written, reason]] of cases.entries())
      expect({ written, said: said[index] }).toEqual({ written, said: expect.stringContaining(reason) });
  });

  test("a stack synthesized to HCL expects the same", async () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new ConnectProvider(stack, "connect", {});
    const productDesc = 'two\nlines, "quotes" and a \\\\';
    new ConnectProduct(stack, "meter", {
      productKey: "8f7KmDED",
      expect: { modelId: "N", productName: "智能电表", productTags: { site: "上海", line: "meters" }, productDesc },
      onDrift: "warning",
    });
    new ConnectProducts(stack, "all", {
      where: { productKeys: ["8f7KmDED", 'a"b'] },
      expect: { productKeys: ["8f7KmDED"], products: { "8f7KmDED": { productType: "Gateway", productDesc } } },
      onDrift: "warning",
    });
    emulator.reload(seedOf([{ ...meter, productDesc }]));
    workspace.write(Testing.synthHcl(stack));
    expect((await diagnose("plan")).summaries.sort()).toEqual(
      ["model_id", "product_type"].map((name) => `warning: Product "8f7KmDED": ${name} is not as expected`),
    );
  });
});
