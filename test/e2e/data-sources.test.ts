import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { describeEach, engines, providerRequirement, Workspace } from "../support/terraform";

const meter = wireProduct(1, {
  productKey: "8f7KmDED",
  productName: { defaultValue: '智能"电表" O\'Neil', i18nValue: { zh_CN: "智能电表", en_US: "", ja_JP: "メーター" } },
  productDesc: "line one\nline two",
  productTags: { site: "上海", "a/b-c_d": "x y" },
  protocolGatewayIds: { b: 1, a: ["g1"] },
  modelId: "AlterTest0615",
  dynamicActiveEnabled: undefined,
  dynamicActivateEnabled: true,
  biDirectionalAuth: true,
  createTime: 1582861255508,
  updateTime: 1589767858113,
  updateBy: "DM002",
  defaultValidDay: 730,
  maxValidDay: 1095,
});
const bare = { orgId: "o1", productKey: "bareKey1" };
const nulls = wireProduct(2, { productKey: "nullKey1", productName: null, productTags: null, productDesc: null });
const gateways = [1, 2, 3].map((number) =>
  wireProduct(100 + number, {
    productType: "Gateway",
    productName: { defaultValue: `Gateway ${number}`, i18nValue: { zh_CN: `网关${number}` } },
    productTags: { role: "edge", floor: String(number) },
  }),
);
const elsewhere = wireProduct(50, { orgId: "o2", productKey: "otherOrg" });
const many = Array.from({ length: 1001 }, (_, index) => wireProduct(1000 + index, { modelId: "Many" }));
const products = [meter, bare, nulls, ...gateways, elsewhere, ...many];

const configuration = (rest: string) => `${providerRequirement}\nprovider "connect" {}\n${rest}`;

const everything = {
  aliyun: null,
  id: "8f7KmDED",
  product_key: "8f7KmDED",
  org_id: "o1",
  product_name: '智能"电表" O\'Neil',
  localized_names: { zh_CN: "智能电表", en_US: "", ja_JP: "メーター" },
  product_desc: "line one\nline two",
  product_type: "Device",
  data_format: "Json",
  product_tags: { site: "上海", "a/b-c_d": "x y" },
  protocol_gateway_ids: '{"a":["g1"],"b":1}',
  model_id: "AlterTest0615",
  dynamic_active_enabled: true,
  bi_directional_auth: true,
  create_time: "2020-02-28T03:40:55.508Z",
  create_by: "tester",
  update_time: "2020-05-18T02:10:58.113Z",
  update_by: "DM002",
  default_valid_day: 730,
  max_valid_day: 1095,
};

describeEach(engines, (engine) => {
  let emulator: Emulator;
  let workspace: Workspace;
  beforeAll(async () => {
    emulator = await startEmulator({ edition: "2.4", seed: seedOf(products) });
    workspace = new Workspace(engine, environmentOf(emulator.endpoint));
    workspace.init(configuration(""));
  });
  afterAll(async () => {
    await emulator.close();
  });

  test("every attribute of a product arrives, null and empty apart", async () => {
    workspace.write(
      configuration(`
        data "connect_product" "meter" { product_key = "8f7KmDED" }
        data "connect_product" "bare" { product_key = "bareKey1" }
        data "connect_product" "nulls" { product_key = "nullKey1" }
      `),
    );
    const { data } = await workspace.apply();
    expect(data["data.connect_product.meter"]).toEqual({
      ...everything,
      ...{
        expect: null,
        at_least: null,
        at_most: null,
        on_drift: null,
        drift: [],
        on_unavailable: null,
        recorded_at: null,
      },
    });
    const given = Object.entries(data["data.connect_product.bare"] ?? {}).filter(([, value]) => value !== null);
    expect(Object.fromEntries(given)).toEqual({ id: "bareKey1", product_key: "bareKey1", org_id: "o1", drift: [] });
    expect(data["data.connect_product.nulls"]).toMatchObject({
      product_name: null,
      localized_names: null,
      product_tags: null,
      product_desc: null,
      default_valid_day: null,
    });
  });

  test("the same product reads alike through API v2.1", async () => {
    workspace.write(
      `${providerRequirement}
      provider "connect" { enos = { api_version = "v2.1" } }
      data "connect_product" "meter" { product_key = "8f7KmDED" }
      data "connect_products" "meter" { where = { product_keys = ["8f7KmDED"] } }`,
    );
    const { data } = await workspace.apply();
    expect(data["data.connect_product.meter"]).toMatchObject(everything);
    expect(data["data.connect_products.meter"]?.products).toEqual({ "8f7KmDED": everything });
  });

  test("a second plan has nothing to do", async () => {
    workspace.write(
      configuration(`
        data "connect_product" "meter" { product_key = "8f7KmDED" }
        data "connect_products" "all" {}
        output "model" { value = data.connect_product.meter.model_id }
        output "keys" { value = data.connect_products.all.product_keys }
        output "count" { value = length(data.connect_products.all.products) }
      `),
    );
    const { outputs } = await workspace.apply();
    expect(outputs.model).toBe("AlterTest0615");
    expect(outputs.count).toBe(products.length - 1);
    expect((await workspace.run(["plan", "-detailed-exitcode", "-input=false"])).code).toBe(0);
  });

  test("where, expression and organization choose products; no match is an empty answer", async () => {
    const cases: Record<string, [query: string, keys: string[]]> = {
      none: ['where = { model_id = "nothing" }', []],
      no_keys: ["where = { product_keys = [] }", []],
      one: ['where = { model_id = "AlterTest0615" }', ["8f7KmDED"]],
      keys: ['where = { product_keys = ["bareKey1", "nowhere"] }', ["bareKey1"]],
      chinese: ['where = { product_type = "Gateway", name_contains = "网关" }', ["key00103", "key00102", "key00101"]],
      case_blind: ['where = { name_contains = "GATEWAY 2" }', ["key00102"]],
      japanese: ['where = { name_contains = "メーター" }', ["8f7KmDED"]],
      quotes: [`where = { name_contains = "O'Neil" }`, ["8f7KmDED"]],
      tags: ['where = { tags = { role = "edge", floor = "2" } }', ["key00102"]],
      odd_tag: ['where = { tags = { "a/b-c_d" = "x y" } }', ["8f7KmDED"]],
      regex: ['where = { name_regex = "(?i)^gateway [13]$" }', ["key00103", "key00101"]],
      regex_locale: ['where = { name_regex = "^メーター$" }', ["8f7KmDED"]],
      expression: ['expression = "exists(productTags.role) and productName.en_US like \\"2\\""', ["key00102"]],
      both: ['expression = "exists(productTags.role)", where = { tags = { floor = "3" } }', ["key00103"]],
      organization: ['org_id = "o2"', ["otherOrg"]],
    };
    const blocks = Object.entries(cases).map(
      ([name, [query]]) => `data "connect_products" "${name}" {\n${query.replace(", where", "\n where")}\n}`,
    );
    workspace.write(configuration(blocks.join("\n")));
    const { data } = await workspace.apply();
    for (const [name, [, keys]] of Object.entries(cases)) {
      const found = data[`data.connect_products.${name}`];
      expect({ name, keys: found?.product_keys }).toEqual({ name, keys });
      expect(Object.keys(found?.products as object).sort()).toEqual([...keys].sort());
    }
  });

  test("1,001 matches come whole, and one more than max_items is an error instead of a shorter list", async () => {
    workspace.write(configuration('data "connect_products" "many" { where = { model_id = "Many" } }'));
    const { data } = await workspace.apply();
    const keys = data["data.connect_products.many"]?.product_keys as string[];
    expect(keys).toEqual(many.map(({ productKey }) => productKey).reverse());
    workspace.write(
      configuration('data "connect_products" "many" {\n where = { model_id = "Many" }\n max_items = 1000\n}'),
    );
    const { code, text } = await workspace.run(["plan", "-input=false"]);
    expect(code).toBe(1);
    expect(text).toContain("1001 products match, more than max_items = 1000");
  });

  test("no secret of a product reaches state, plan or output, not even from v2.1, which sends it unasked", async () => {
    workspace.write(
      `${providerRequirement}
      provider "connect" { enos = { api_version = "v2.1" } }
      data "connect_product" "meter" { product_key = "8f7KmDED" }
      data "connect_products" "all" {}`,
    );
    const { stdout, stderr } = await workspace.run(["apply", "-auto-approve", "-input=false"], { TF_LOG: "TRACE" });
    const shown = (await workspace.must("show", "-json")).stdout;
    const state = (await workspace.must("state", "pull")).stdout;
    expect(shown).toContain("AlterTest0615");
    for (const text of [stdout, stderr, shown, state]) expect(text).not.toMatch(/canary-secret|test-secret-key/);
  });
});
