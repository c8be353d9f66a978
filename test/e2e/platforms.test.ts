import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { aliyunEmulator } from "../../src/emulator/aliyun/emulator";
import { enosEmulator } from "../../src/emulator/enos/emulator";
import { type Emulator, serveEmulators } from "../../src/emulator/shell/serve";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { describeEach, engines, providerRequirement, Workspace } from "../support/terraform";

const lamp = {
  ProductKey: "k1ymv1DuLfE",
  ProductName: "demo网关",
  ProductSecret: "canary-aliyun-secret",
  Description: "",
  NodeType: 1,
  DataFormat: 0,
  GmtCreate: 1731858564256,
  AliyunCommodityCode: "iothub_senior",
  AuthType: "secret",
  CategoryKey: "Lighting",
  CategoryName: "",
  DeviceCount: 1,
  Id2: false,
  NetType: 6,
  Owner: true,
  ProductStatus: "DEVELOPMENT_STATUS",
  ValidateType: 1,
};
const other = { ...lamp, ProductKey: "a1T27vzOther", ProductName: "other", NodeType: 0, GmtCreate: 1731858564000 };
const account = { accessKeyId: "LTAI-test", accessKeySecret: "aliyun-test-secret" };

const configuration = `${providerRequirement}
  provider "connect" {
    enos = {}
  }
  provider "connect" {
    alias  = "aliyun"
    aliyun = {}
  }
  data "connect_product" "enos" {
    product_key = "key00001"
  }
  data "connect_product" "aliyun" {
    provider    = connect.aliyun
    product_key = "k1ymv1DuLfE"
  }
  data "connect_products" "detailed" {
    provider = connect.aliyun
    where    = { name_contains = "网关" }
  }
  data "connect_products" "thin" {
    provider = connect.aliyun
    details  = false
  }
`;

const nothingElse = { model_id: null, product_tags: null, localized_names: null, max_valid_day: null, org_id: null };

describeEach(engines, (engine) => {
  let emulator: Emulator;
  let workspace: Workspace;
  beforeAll(async () => {
    emulator = await serveEmulators({
      platforms: [enosEmulator(), aliyunEmulator()],
      seed: { ...seedOf([wireProduct(1)]), aliyun: { accounts: [account], products: [lamp, other] } },
    });
    const credentials = join(newDirectory(), "credentials");
    writeFileSync(
      credentials,
      `[default]   # as Alibaba's README has it
       enable = true   # enabled
       type = access_key   # kind
       access_key_id = ${account.accessKeyId}   # Key
       access_key_secret = ${account.accessKeySecret}   # Secret`,
    );
    workspace = new Workspace(engine, {
      ...environmentOf(emulator.endpoint),
      CONNECT_ALIYUN_ENDPOINT: emulator.endpoint,
      ALIBABA_CLOUD_CREDENTIALS_FILE: credentials,
    });
    workspace.init(configuration);
  });
  afterAll(async () => {
    await emulator.close();
  });

  test("both platforms are read in one configuration, each through its own provider instance", async () => {
    const { data } = await workspace.apply();
    expect(data["data.connect_product.enos"]).toMatchObject({ product_name: "Product 1", model_id: "M", aliyun: null });
    const read = {
      id: "k1ymv1DuLfE",
      product_key: "k1ymv1DuLfE",
      product_name: "demo网关",
      product_desc: "",
      product_type: "Gateway",
      data_format: "Custom",
      create_time: "2024-11-17T15:49:24.256Z",
      ...nothingElse,
      aliyun: {
        aliyun_commodity_code: "iothub_senior",
        auth_type: "secret",
        category_key: "Lighting",
        category_name: "",
        device_count: 1,
        id2: false,
        net_type: "CELLULAR",
        owner: true,
        product_status: "DEVELOPMENT_STATUS",
        protocol_type: null,
        validate_type: 1,
      },
    };
    expect(data["data.connect_product.aliyun"]).toMatchObject(read);
    expect(data["data.connect_products.detailed"]?.products).toEqual({ k1ymv1DuLfE: expect.objectContaining(read) });
    expect(data["data.connect_products.thin"]).toMatchObject({
      product_keys: ["k1ymv1DuLfE", "a1T27vzOther"],
      products: { k1ymv1DuLfE: { aliyun: { auth_type: "secret", product_status: null } } },
    });
    expect((await workspace.must("show", "-json")).stdout).not.toMatch(/canary-aliyun|aliyun-test-secret/);
    expect((await workspace.run(["plan", "-detailed-exitcode", "-input=false"])).code).toBe(0);
  });

  test("no secret of Aliyun's, which sends it with every product, reaches state, plan, logs or journal", async () => {
    workspace.write(
      `${providerRequirement}\nprovider "connect" {\n aliyun = {}\n}\ndata "connect_product" "p" {\n product_key = "k1ymv1DuLfE"\n}`,
    );
    const { stdout, stderr } = await workspace.run(["apply", "-auto-approve", "-input=false"], { TF_LOG: "TRACE" });
    await workspace.must("plan", "-input=false", "-out=saved");
    const shown = [
      (await workspace.must("show", "-json", "saved")).stdout,
      (await workspace.must("state", "pull")).stdout,
    ];
    const journal = JSON.stringify(emulator.journal.entries);
    expect(stderr).toMatch(/provider.terraform-provider-connect: .*127\.0\.0\.1/);
    for (const text of [stdout, stderr, ...shown, journal])
      expect(text).not.toMatch(/canary-aliyun|aliyun-test-secret|Signature=[^&]/);
  });

  test("the environment alone cannot decide between two platforms, and says how to", async () => {
    workspace.write(`${providerRequirement}\nprovider "connect" {}\ndata "connect_products" "all" {}`);
    const { code, text } = await workspace.run(["plan", "-input=false"]);
    expect(code).toBe(1);
    expect(text).toMatch(/More than one platform configured.*enos.*aliyun/);
  });

  test("two blocks in one provider are refused at validate time", async () => {
    workspace.write(
      `${providerRequirement}\nprovider "connect" {\n enos = {}\n aliyun = {}\n}\ndata "connect_products" "all" {}`,
    );
    const { code, text } = await workspace.run(["validate"]);
    expect(code).toBe(1);
    expect(text).toMatch(/More than one platform/);
  });

  test("an absent product and a wrong secret are explained with the platform's own code", async () => {
    workspace.write(
      `${providerRequirement}\nprovider "connect" {\n aliyun = {}\n}\ndata "connect_product" "p" {\n product_key = "k1ymv1DuLfF"\n}`,
    );
    const absent = await workspace.run(["plan", "-input=false"]);
    expect(absent.text).toMatch(/Did you mean "k1ymv1DuLfE"\?/);
    expect(absent.text).toContain("iot.prod.NotExistedProduct");
    const refused = await workspace.run(["plan", "-input=false"], {
      ALIBABA_CLOUD_ACCESS_KEY_ID: account.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "mistaken",
    });
    expect(refused.text).toMatch(/SignatureDoesNotMatch/);
    expect(refused.text).not.toMatch(/mistaken|LTAI-test|Signature=/);
  });
});
