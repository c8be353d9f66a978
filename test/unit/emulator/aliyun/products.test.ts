import { startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import type { Emulator } from "../../../../src/emulator/shell/serve";
import { acs3, queryProduct, queryProductList, rpc } from "../../../support/raw-aliyun";
import { hangUp } from "../../../support/raw-enos";

const keys = { accessKeyId: "all", accessKeySecret: "s1" };
const narrow = { accessKeyId: "narrow", accessKeySecret: "s2" };
const blind = { accessKeyId: "blind", accessKeySecret: "s3" };

/** The product of Tuya's page, field by field. */
const published = {
  AliyunCommodityCode: "iothub_senior",
  AuthType: "secret",
  CategoryKey: "",
  CategoryName: "",
  DataFormat: 1,
  Description: "",
  DeviceCount: 1,
  GmtCreate: 1731858564256,
  Id2: false,
  NodeType: 0,
  Owner: true,
  ProductKey: "k1ymv1DuLfE",
  ProductName: "demo网关",
  ProductSecret: "",
  ProductStatus: "DEVELOPMENT_STATUS",
  ValidateType: 1,
};
const basic = { AliyunCommodityCode: "iothub", ProductKey: "BASIC", ProductName: 'a <b> & "c"', GmtCreate: 5 };
const products = [
  { ProductKey: "TIMELESS" },
  basic,
  published,
  { ProductKey: "SAME-MOMENT", GmtCreate: 5, Description: null, SomethingNew: { of: ["later", "pages"] } },
  { ProductKey: "INSIDE", IotInstanceId: "iot-one", GmtCreate: 7 },
];
const seed = {
  aliyun: {
    accounts: [
      keys,
      { ...narrow, permissions: ["iot:QueryProduct"], instanceIds: ["iot-two"] },
      { ...blind, permissions: [] },
    ],
    products,
  },
};

let emulator: Emulator;
let tuya: Emulator;
let endpoint: string;
beforeAll(async () => {
  emulator = await startAliyunEmulator({ seed, throttling: false });
  tuya = await startAliyunEmulator({ seed, flavour: "tuya" });
  endpoint = emulator.endpoint;
});
afterAll(async () => {
  hangUp();
  await Promise.all([emulator.close(), tuya.close()]);
});

test("a product is answered as it was seeded, in the envelope of the flavour", async () => {
  const alibaba = (await queryProduct(endpoint, keys, "k1ymv1DuLfE")).json;
  expect(Object.entries(alibaba)).toEqual([
    ["Data", published],
    ["RequestId", expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)],
    ["Success", true],
  ]);
  const answer = await queryProduct(tuya.endpoint, keys, "k1ymv1DuLfE");
  expect(Object.entries(answer.json)).toEqual([
    ["Data", published],
    ["RequestId", expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)],
    ["Code", ""],
    ["Success", true],
  ]);
  expect(answer.headers["content-type"]).toBe("application/json;charset=utf-8");
});

test("fields nobody knows and nulls are answered, the instance is not", async () => {
  expect((await queryProduct(endpoint, keys, "SAME-MOMENT")).json.Data).toEqual(products[3]);
  const inside = await queryProduct(endpoint, keys, "INSIDE", { IotInstanceId: "iot-one" });
  expect(inside.json.Data).toEqual({ ProductKey: "INSIDE", GmtCreate: 7 });
});

const refused: [string, Record<string, string | number>, typeof keys, string][] = [
  ["an unknown product", { ProductKey: "nobody" }, keys, "iot.prod.NotExistedProduct"],
  ["a product of another instance", { ProductKey: "INSIDE" }, keys, "iot.prod.NotExistedProduct"],
  ["a product key in other letters", { ProductKey: "basic" }, keys, "iot.prod.NotExistedProduct"],
  ["an empty product key", { ProductKey: "" }, keys, "iot.prod.NullProductKey"],
  ["an unknown instance", { ProductKey: "INSIDE", IotInstanceId: "iot-nine" }, keys, "iot.system.InstanceNotFound"],
  [
    "an instance not open to the key",
    { ProductKey: "INSIDE", IotInstanceId: "iot-one" },
    narrow,
    "iot.system.InstanceNotFound",
  ],
  ["a key without the permission", { ProductKey: "BASIC" }, blind, "iot.common.RamActionPermissionDeny"],
  [
    "a list without the permission",
    { Action: "QueryProductList", CurrentPage: 1, PageSize: 1 },
    narrow,
    "iot.common.RamActionPermissionDeny",
  ],
  ["page zero", { Action: "QueryProductList", CurrentPage: 0, PageSize: 10 }, keys, "iot.common.InvalidPageParams"],
  [
    "a negative page",
    { Action: "QueryProductList", CurrentPage: -1, PageSize: 10 },
    keys,
    "iot.common.InvalidPageParams",
  ],
  ["an empty page", { Action: "QueryProductList", CurrentPage: 1, PageSize: 0 }, keys, "iot.common.InvalidPageParams"],
  ["201 rows", { Action: "QueryProductList", CurrentPage: 1, PageSize: 201 }, keys, "iot.common.InvalidPageParams"],
  [
    "an unknown commodity",
    { Action: "QueryProductList", CurrentPage: 1, PageSize: 1, AliyunCommodityCode: "Iothub_senior" },
    keys,
    "iot.prod.InvalidAliyunCommodityCode",
  ],
];
test.each(refused)("%s is refused by the service with HTTP 200", async (_title, fields, by, Code) => {
  const answer = await rpc(endpoint, by, { Action: "QueryProduct", ...fields });
  const { RequestId, ErrorMessage, ...rest } = answer.json;
  expect([answer.status, rest]).toEqual([200, { Success: false, Code }]);
  expect(ErrorMessage).toMatch(/\.$/);
});

const gateway: [string, Record<string, string | number>, string, string][] = [
  ["no product key", { Action: "QueryProduct" }, "MissingProductKey", "ProductKey is mandatory for this action."],
  [
    "no page",
    { Action: "QueryProductList", PageSize: 1 },
    "MissingCurrentPage",
    "CurrentPage is mandatory for this action.",
  ],
  [
    "no page size",
    { Action: "QueryProductList", CurrentPage: 1 },
    "MissingPageSize",
    "PageSize is mandatory for this action.",
  ],
  [
    "a page in words",
    { Action: "QueryProductList", CurrentPage: "one", PageSize: 1 },
    "InvalidCurrentPage",
    "Specified parameter CurrentPage is not valid.",
  ],
  [
    "a fractional size",
    { Action: "QueryProductList", CurrentPage: 1, PageSize: "1.5" },
    "InvalidPageSize",
    "Specified parameter PageSize is not valid.",
  ],
  [
    "a page beyond 32 bits",
    { Action: "QueryProductList", CurrentPage: 2 ** 31, PageSize: 1 },
    "InvalidCurrentPage",
    "Specified parameter CurrentPage is not valid.",
  ],
];
test.each(gateway)("%s is refused by the gateway with HTTP 400", async (_title, fields, Code, Message) => {
  const answer = await rpc(endpoint, keys, fields);
  expect([answer.status, answer.json]).toMatchObject([400, { Code, Message }]);
});

const keysOf = (data: { List: { ProductInfo: { ProductKey: string }[] } }) =>
  data.List.ProductInfo.map(({ ProductKey }) => ProductKey);

test("a list is newest first, ties as seeded, thin rows nested where the documents nest them", async () => {
  const { Data } = (await queryProductList(endpoint, keys, 1, 200)).json;
  expect(keysOf(Data)).toEqual(["k1ymv1DuLfE", "BASIC", "SAME-MOMENT", "TIMELESS"]);
  expect({ ...Data, List: undefined }).toEqual({ PageCount: 1, PageSize: 200, CurrentPage: 1, Total: 4 });
  expect(Data.List.ProductInfo[0]).toEqual({
    AuthType: "secret",
    DataFormat: 1,
    Description: "",
    DeviceCount: 1,
    GmtCreate: 1731858564256,
    NodeType: 0,
    ProductKey: "k1ymv1DuLfE",
    ProductName: "demo网关",
  });
});

test("pages follow each other, and a page past the end is empty and no error", async () => {
  const page = async (number: number) => (await queryProductList(endpoint, keys, number, 3)).json;
  expect(keysOf((await page(1)).Data)).toEqual(["k1ymv1DuLfE", "BASIC", "SAME-MOMENT"]);
  expect(keysOf((await page(2)).Data)).toEqual(["TIMELESS"]);
  expect(await page(9)).toMatchObject({
    Success: true,
    Data: { List: { ProductInfo: [] }, CurrentPage: 9, PageSize: 3, PageCount: 2, Total: 4 },
  });
});

test("a list is narrowed by commodity and by instance", async () => {
  const list = async (more: object) => (await queryProductList(endpoint, keys, 1, 10, { ...more })).json.Data;
  expect(keysOf(await list({ AliyunCommodityCode: "iothub" }))).toEqual(["BASIC"]);
  expect(keysOf(await list({ AliyunCommodityCode: "iothub_senior" }))).toEqual(["k1ymv1DuLfE"]);
  expect(keysOf(await list({ IotInstanceId: "iot-one" }))).toEqual(["INSIDE"]);
  expect(await list({ IotInstanceId: "iot-two" })).toMatchObject({ PageCount: 0, Total: 0 });
});

test("a key whose instances are named sees the public one too", async () => {
  expect((await queryProduct(endpoint, narrow, "BASIC")).json.Success).toBe(true);
});

test("tuya has one instance and ignores the name of another", async () => {
  expect((await queryProduct(tuya.endpoint, keys, "INSIDE", { IotInstanceId: "iot-nine" })).json.Success).toBe(true);
  expect((await queryProductList(tuya.endpoint, keys, 1, 10)).json.Data.Total).toBe(5);
});

test("an account all of whose instances have an id must name one", async () => {
  emulator.reload({ aliyun: { accounts: [keys], products: [products[4]] } });
  expect((await queryProductList(endpoint, keys, 1, 10)).json.Code).toBe("iot.system.InstanceNotFound");
  emulator.reload({ aliyun: { accounts: [keys], products: [] } });
  expect((await queryProductList(endpoint, keys, 1, 10)).json.Data.Total).toBe(0);
  emulator.reset();
});

test("alibaba answers XML when no format is asked for, products and refusals alike", async () => {
  const product = await queryProduct(endpoint, keys, "BASIC", { Format: undefined });
  expect(product.headers["content-type"]).toBe("text/xml;charset=utf-8");
  expect(product.text.replace(/<RequestId>[0-9A-F-]{36}/, "<RequestId>1")).toBe(
    "<?xml version='1.0' encoding='UTF-8'?><QueryProductResponse><Data><AliyunCommodityCode>iothub</AliyunCommodityCode>" +
      '<ProductKey>BASIC</ProductKey><ProductName>a &lt;b&gt; &amp; "c"</ProductName><GmtCreate>5</GmtCreate></Data>' +
      "<RequestId>1</RequestId><Success>true</Success></QueryProductResponse>",
  );
  const list = await queryProductList(endpoint, keys, 2, 3, { Format: "xml" });
  expect(list.text).toContain(
    "<PageSize>3</PageSize><List><ProductInfo><ProductKey>TIMELESS</ProductKey></ProductInfo></List><CurrentPage>2",
  );
  const absent = await queryProduct(endpoint, keys, "nobody", { Format: "XML" });
  expect(absent.text).toContain("<Success>false</Success><Code>iot.prod.NotExistedProduct</Code>");
  const stranger = await queryProduct(endpoint, { ...keys, accessKeyId: "x" }, "nobody", { Format: undefined });
  expect(stranger.text).toMatch(/^<\?xml [^>]*\?><Error><RequestId>.*<\/HostId><Code>InvalidAccessKeyId\.NotFound</);
  expect(stranger.text).toContain("&amp;product=Iot&amp;");
});

test("XML leaves out null and replaces what it cannot carry", async () => {
  const odd = {
    ProductKey: "X",
    Description: null,
    ProductName: "\u0001\uFFFF😀\r",
    Things: ["a", "b"],
    "not a name": 1,
  };
  emulator.reload({ aliyun: { accounts: [keys], products: [odd] } });
  expect((await queryProduct(endpoint, keys, "X", { Format: "XML" })).text).toContain(
    "<Data><ProductKey>X</ProductKey><ProductName>\uFFFD\uFFFD😀&#13;</ProductName><Things>a</Things><Things>b</Things></Data>",
  );
  emulator.reset();
});

test("a call signed with ACS3 gets JSON unless it accepts XML alone", async () => {
  const type = async (accept?: string) =>
    (await acs3(endpoint, keys, "QueryProduct", { query: { ProductKey: "BASIC" }, headers: { accept } })).headers[
      "content-type"
    ];
  expect(await type()).toContain("json");
  expect(await type("application/json")).toContain("json");
  expect(await type("application/xml")).toContain("xml");
});
