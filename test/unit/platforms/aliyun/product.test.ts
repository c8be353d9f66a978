import { readProduct } from "../../../../src/platforms/aliyun/product";
import { detail, thinRow } from "../../../support/aliyun-service";
import { answered } from "../../../support/answer";

const read = (json: unknown) =>
  readProduct(json, { ...answered(null, "REQ-1"), platform: "Aliyun IoT", purpose: "get product P" });

const noCounterpart = {
  orgId: null,
  localizedNames: null,
  productTags: null,
  protocolGatewayIds: null,
  modelId: null,
  dynamicActiveEnabled: null,
  biDirectionalAuth: null,
  createBy: null,
  updateTime: null,
  updateBy: null,
  defaultValidDay: null,
  maxValidDay: null,
};

test("a product is read whole, and what has no counterpart is null", () => {
  expect(read(detail(1, { AuthType: "x509", NodeType: 1, DataFormat: 0 }))).toEqual({
    ...noCounterpart,
    id: "a1key1",
    productKey: "a1key1",
    productName: "Product 1",
    productDesc: "",
    productType: "Gateway",
    dataFormat: "Custom",
    createTime: "2020-09-13T12:26:40.001Z",
    aliyun: {
      aliyunCommodityCode: "iothub_senior",
      authType: "x509",
      categoryKey: "Lighting",
      categoryName: "路灯照明",
      deviceCount: 3,
      id2: false,
      netType: "WIFI",
      owner: true,
      productStatus: "RELEASE_STATUS",
      protocolType: "modbus",
      validateType: 1,
    },
  });
});

test("what a product without a thing model leaves out is null", () => {
  const { productType, dataFormat, aliyun } = read({
    ProductKey: "P",
    AliyunCommodityCode: "iothub",
    DataFormat: null,
  });
  expect([productType, dataFormat, aliyun?.aliyunCommodityCode, aliyun?.owner]).toEqual([null, null, "iothub", null]);
});

test.each([
  [3, "WIFI"],
  [6, "CELLULAR"],
  [7, "ETHERNET"],
  [8, "OTHER"],
  [9, "9"],
])("net type %i is told as %s", (NetType, word) => {
  expect(read(detail(1, { NetType })).aliyun?.netType).toBe(word);
});

test("both spellings of ID² are read, the one on the wire first", () => {
  expect(read(thinRow(1, { ID2: true })).aliyun?.id2).toBe(true);
  expect(read(thinRow(1, { ID2: true, Id2: false })).aliyun?.id2).toBe(false);
});

test.each([
  [{ ProductName: 5 }, "ProductName: expected a string, found a number. Its value is 5"],
  [{ GmtCreate: "2020" }, 'GmtCreate: expected a time in milliseconds since 1970, found a string. Its value is "2020"'],
  [{ Owner: "yes" }, 'Owner: expected true or false, found a string. Its value is "yes"'],
  [{ DeviceCount: 1.5 }, "DeviceCount: expected a whole number, found a fractional number. Its value is 1.5"],
])("a product with %j names field, expected and found type, key and request", (change, reason) => {
  const failing = () => read(detail(1, change));
  expect(failing).toThrow(
    expect.objectContaining({
      code: "answer-misshapen",
      remedy: "Please report it as a bug, with the code and the request.",
      reason: `In product "a1key1", ${reason}.`,
      facts: { platform: "Aliyun IoT", purpose: "get product P", status: 200, requestId: "REQ-1" },
    }),
  );
});

test.each([
  [{}, "A product has no ProductKey: expected a string, found nothing."],
  [{ ProductKey: "" }, "found an empty one"],
  [null, "A product is null, not an object."],
  [[], "A product is a list, not an object."],
])("%j is no product", (json, reason) => {
  expect(() => read(json)).toThrow(reason);
});
