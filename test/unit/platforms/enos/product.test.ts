import { readProduct } from "../../../../src/platforms/enos/product";
import { answered } from "../../../support/answer";
import { row } from "../../../support/gateway";

const read = (json: unknown) =>
  readProduct(json, { ...answered(0, "req-1"), platform: "EnOS Connect", purpose: "get product P" });

test("a product of a later edition is read whole", () => {
  const json = {
    orgId: "o1",
    productKey: "8f7KmDED",
    productName: { defaultValue: "202cp", i18nValue: { en_US: "", zh_CN: "电表" } },
    productDesc: "",
    productType: "Gateway",
    dataFormat: "Json",
    productTags: { site: "A" },
    protocolGatewayIds: { b: 1, a: ["x"] },
    modelId: "202model",
    dynamicActivateEnabled: true,
    biDirectionalAuth: true,
    createBy: "DM001",
    createTime: 1582861255508,
    updateBy: "DM002",
    updateTime: 1582861255509,
    defaultValidDay: 730,
    maxValidDay: 1095,
  };
  expect(read(json)).toEqual({
    aliyun: null,
    id: "8f7KmDED",
    productKey: "8f7KmDED",
    orgId: "o1",
    productName: "202cp",
    localizedNames: { en_US: "", zh_CN: "电表" },
    productDesc: "",
    productType: "Gateway",
    dataFormat: "Json",
    productTags: { site: "A" },
    protocolGatewayIds: '{"a":["x"],"b":1}',
    modelId: "202model",
    dynamicActiveEnabled: true,
    biDirectionalAuth: true,
    createBy: "DM001",
    createTime: "2020-02-28T03:40:55.508Z",
    updateBy: "DM002",
    updateTime: "2020-02-28T03:40:55.509Z",
    defaultValidDay: 730,
    maxValidDay: 1095,
  });
});

test("what an early edition leaves out is null, and so is what a later one sends as null", () => {
  const early = read({ productKey: "P", productTags: null, createTime: null, maxValidDay: null });
  const { id, productKey, ...rest } = early;
  expect([id, productKey]).toEqual(["P", "P"]);
  expect(Object.values(rest).every((value) => value === null)).toBe(true);
});

test("both spellings of dynamic activation are read, the one of the field tables first", () => {
  expect(read(row("P", { dynamicActiveEnabled: false })).dynamicActiveEnabled).toBe(false);
  expect(read(row("P", { dynamicActivateEnabled: true })).dynamicActiveEnabled).toBe(true);
  expect(read(row("P", { dynamicActiveEnabled: false, dynamicActivateEnabled: true })).dynamicActiveEnabled).toBe(
    false,
  );
});

test("a locale without a name and a tag without a value stay null", () => {
  const json = row("P", {
    productName: { defaultValue: "d", i18nValue: { a: null, b: "" } },
    productTags: { t: null },
  });
  expect(read(json)).toMatchObject({ productName: "d", localizedNames: { a: null, b: "" }, productTags: { t: null } });
});

test.each([
  [{ productName: "text" }, 'productName: expected an object, found a string. Its value is "text"'],
  [{ productName: { defaultValue: 5 } }, "productName.defaultValue: expected a string, found a number. Its value is 5"],
  [{ productName: { i18nValue: "x" } }, 'productName.i18nValue: expected a map, found a string. Its value is "x"'],
  [{ productTags: { a: 1 } }, 'productTags["a"]: expected a string, found a number. Its value is 1'],
  [{ biDirectionalAuth: "yes" }, 'biDirectionalAuth: expected true or false, found a string. Its value is "yes"'],
  [{ modelId: { a: "b" } }, "modelId: expected a string, found an object"],
  [
    { createTime: "2020" },
    'createTime: expected a time in milliseconds since 1970, found a string. Its value is "2020"',
  ],
  [{ maxValidDay: 1.5 }, "maxValidDay: expected a whole number, found a fractional number. Its value is 1.5"],
])("a product with %j names field, expected and found type, key and request", (change, reason) => {
  const failing = () => read(row("P", change));
  expect(failing).toThrow(
    expect.objectContaining({
      code: "answer-misshapen",
      reason: `In product "P", ${reason}.`,
      facts: { platform: "EnOS Connect", purpose: "get product P", status: 200, platformCode: 0, requestId: "req-1" },
    }),
  );
});

test.each([
  [{}, "A product has no productKey: expected a string, found nothing."],
  [{ productKey: 7 }, "found a number"],
  [{ productKey: "" }, "found an empty one"],
  [null, "A product is null, not an object."],
  [[], "A product is a list, not an object."],
  ["x", "A product is a string, not an object."],
])("%j is no product", (json, reason) => {
  expect(() => read(json)).toThrow(reason);
});
