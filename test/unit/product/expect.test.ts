import { expectable, expectsSomething } from "../../../src/product/expect";
import { aliyunAttributes, type Product, productAttributes } from "../../../src/product/product";
import type { Attributes } from "../../../src/schema/attribute";
import { snakeCase } from "../../../src/schema/name";
import { object } from "../../../src/schema/object";
import { printPath } from "../../../src/schema/path";
import { differences } from "../../../src/schema/walk";

const nothing = (attributes: Attributes) => Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));

const product = {
  ...nothing(productAttributes),
  productKey: "k1",
  productName: "智能电表",
  localizedNames: { zh_CN: "智能电表", en_US: "" },
  productDesc: "",
  productType: "Device",
  productTags: { site: "上海", line: "meters" },
  protocolGatewayIds: '{"a":["g1",1],"b":null}',
  modelId: "M",
  dynamicActiveEnabled: false,
  createTime: "2020-02-28T03:40:55.508Z",
  updateTime: "2020-02-28T00:00:00.000Z",
  defaultValidDay: 0,
  maxValidDay: 1095,
  aliyun: { ...nothing(aliyunAttributes), productStatus: "RELEASE_STATUS", deviceCount: 184, owner: true },
} as unknown as Product;

const compare = (expected: object, actual: Product) =>
  differences(expectable(productAttributes), expected as Record<string, unknown>, actual, { expectsNull: false });
const different = (expected: object, actual = product) =>
  compare(expected, actual).map(({ attribute }) => attribute.map(snakeCase).join("."));

test.each<[what: string, expected: object]>([
  ["nothing", {}],
  ["null, whatever the value is", { modelId: null, createBy: null, aliyun: null }],
  ["the same", { modelId: "M", maxValidDay: 1095, dynamicActiveEnabled: false }],
  ["what JavaScript takes for nothing", { productDesc: "", defaultValidDay: 0 }],
  ["a Chinese name", { productName: "智能电表" }],
  ["a map in another order", { productTags: { line: "meters", site: "上海" } }],
  ["a map with an empty member", { localizedNames: { en_US: "", zh_CN: "智能电表" } }],
  ["JSON with other spaces and another order", { protocolGatewayIds: '{ "b": null, "a": ["g1", 1.0] }' }],
  ["a moment", { createTime: "2020-02-28T03:40:55.508Z" }],
  ["a moment elsewhere", { createTime: "2020-02-28T11:40:55.508+08:00" }],
  ["a moment in small letters with more digits", { createTime: "2020-02-28 03:40:55.508000z" }],
  ["a moment without digits", { updateTime: "2020-02-27T23:30:00-00:30" }],
  ["members of a nested object", { aliyun: { productStatus: "RELEASE_STATUS", owner: true, netType: null } }],
])("a product is as expected: %s", (_, expected) => {
  expect(different(expected)).toEqual([]);
});

test.each<[what: string, expected: object, paths: string[]]>([
  ["another text", { modelId: "N" }, ["model_id"]],
  ["another case", { modelId: "m" }, ["model_id"]],
  ["other Chinese", { productName: "智能電表" }, ["product_name"]],
  ["the text of a number", { maxValidDay: 1096 }, ["max_valid_day"]],
  ["true for false", { dynamicActiveEnabled: true }, ["dynamic_active_enabled"]],
  ["a value where there is none", { createBy: "张伟", biDirectionalAuth: false }, ["bi_directional_auth", "create_by"]],
  ["a map with another value", { productTags: { site: "北京", line: "meters" } }, ["product_tags"]],
  ["a map with a member more", { productTags: { site: "上海", line: "meters", x: "" } }, ["product_tags"]],
  ["a map with a member less", { productTags: { site: "上海" } }, ["product_tags"]],
  ["a map with another key", { productTags: { site: "上海", row: "meters" } }, ["product_tags"]],
  ["a map with keys every object has", { productTags: { site: "上海", toString: "meters" } }, ["product_tags"]],
  ["an empty map", { productTags: {} }, ["product_tags"]],
  ["JSON lists in another order", { protocolGatewayIds: '{"a":[1,"g1"],"b":null}' }, ["protocol_gateway_ids"]],
  ["JSON without a null", { protocolGatewayIds: '{"a":["g1",1]}' }, ["protocol_gateway_ids"]],
  ["no JSON", { protocolGatewayIds: "{" }, ["protocol_gateway_ids"]],
  ["a later moment", { createTime: "2020-02-28T03:40:55.509Z" }, ["create_time"]],
  ["a moment by less than a millisecond", { createTime: "2020-02-28T03:40:55.5080001Z" }, ["create_time"]],
  ["the same clock elsewhere", { createTime: "2020-02-28T03:40:55.508+08:00" }, ["create_time"]],
  ["no time", { createTime: "yesterday" }, ["create_time"]],
  [
    "members of a nested object",
    { aliyun: { productStatus: "DEVELOPMENT_STATUS", owner: true, deviceCount: 0 } },
    ["aliyun.device_count", "aliyun.product_status"],
  ],
  ["several at once", { modelId: "N", productType: "Gateway", maxValidDay: 1095 }, ["product_type", "model_id"]],
])("exactly what differs is told: %s", (_, expected, paths) => {
  expect(different(expected)).toEqual(paths);
});

test("on a platform without a nested object each expected member of it is told", () => {
  expect(different({ aliyun: { owner: true, id2: null } }, { ...product, aliyun: null })).toEqual(["aliyun.owner"]);
});

test("a difference holds both values", () => {
  expect(compare({ modelId: "N" }, product)).toEqual([{ attribute: ["modelId"], expected: "N", actual: "M" }]);
});

test("every attribute of the table may be expected, and none must be", () => {
  const modes = Object.entries(expectable(productAttributes)).map(([name, { mode }]) => [name, mode]);
  expect(modes).toEqual(Object.keys(productAttributes).map((name) => [name, "optional"]));
  expect(object(expectable(productAttributes)).cty).toEqual(object(productAttributes).cty);
});

const flaws = (expected: object) =>
  object(expectable(productAttributes))
    .check?.({ ...nothing(productAttributes), ...expected } as Product, [])
    .map(({ path, detail }) => `${printPath(path)}: ${detail}`);

test("what can be no time and no JSON is refused before any read", () => {
  for (const createTime of ["yesterday", "2020-02-30T00:00:00Z", "2020-02-28", "2020-02-28T03:40:55", "1582861255508"])
    expect(flaws({ createTime })).toEqual([expect.stringMatching(/^create_time: It must be a time as RFC 3339/)]);
  expect(flaws({ protocolGatewayIds: "g1" })).toEqual([expect.stringMatching(/^protocol_gateway_ids: .*JSON/)]);
  expect(flaws({ aliyun: nothing(aliyunAttributes), createTime: "2020-02-29T24:00:00Z" })).toEqual([]);
});

test.each([
  [null, false],
  [{ a: null, b: { c: null } }, false],
  [{ a: null, b: { c: 0 } }, true],
  [{ a: "" }, true],
])("%j expects something: %p", (expected, answer) => {
  expect(expectsSomething(expected)).toBe(answer);
});
