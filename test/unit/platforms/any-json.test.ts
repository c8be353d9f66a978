// Whatever JSON stands in whatever field: the product has that value, null by a stated rule, or there is an error that names the field.
import { readProduct as readAliyun } from "../../../src/platforms/aliyun/product";
import { readProduct as readEnos } from "../../../src/platforms/enos/product";
import { parseJson } from "../../../src/schema/exact-json";
import { answered } from "../../support/answer";

/** What a field may hold: the value a product must then have; undefined where only an error is right. */
type Rule = (value: unknown) => unknown;

const isText = (value: unknown): value is string => typeof value === "string" && !/\p{Surrogate}/u.test(value);
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text: Rule = (value) => (isText(value) ? value : undefined);
const flag: Rule = (value) => {
  const known: Record<string, boolean> = { true: true, TRUE: true, false: false, False: false };
  return typeof value === "string" ? known[value] : typeof value === "boolean" ? value : undefined;
};
const whole: Rule = (value) => {
  if (typeof value === "string") return /^-?(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
};
const time: Rule = (value) => {
  if (value === "1582861255508" || value === "2020-02-28T03:40:55.508Z") return "2020-02-28T03:40:55.508Z";
  const [first, last] = [-8.64e15, Date.UTC(9999, 11, 31, 23, 59, 59, 999)];
  return Number.isInteger(value) && (value as number) >= first && (value as number) <= last
    ? new Date(value as number).toISOString()
    : undefined;
};
const texts: Rule = (value) => {
  if (!isMap(value)) return undefined;
  return Object.entries(value).every(([key, item]) => isText(key) && (item === null || isText(item)))
    ? value
    : undefined;
};
const json: Rule = (value) => {
  const exact = (part: unknown): boolean =>
    typeof part !== "bigint" && (part === null || typeof part !== "object" || Object.values(part).every(exact));
  return exact(value) ? value : undefined;
};
const code =
  (words: Record<string, string>): Rule =>
  (value) =>
    isText(value) || Number.isSafeInteger(value) ? (words[String(value)] ?? String(value)) : undefined;

type Field = readonly [wire: string, attribute: string, rule: Rule];
const enosFields: Field[] = [
  ["orgId", "orgId", text],
  ["productName.defaultValue", "productName", text],
  ["productName.i18nValue", "localizedNames", texts],
  ["productDesc", "productDesc", text],
  ["productType", "productType", text],
  ["dataFormat", "dataFormat", text],
  ["productTags", "productTags", texts],
  ["protocolGatewayIds", "protocolGatewayIds", json],
  ["modelId", "modelId", text],
  ["dynamicActiveEnabled", "dynamicActiveEnabled", flag],
  ["biDirectionalAuth", "biDirectionalAuth", flag],
  ["createTime", "createTime", time],
  ["createBy", "createBy", text],
  ["updateTime", "updateTime", time],
  ["updateBy", "updateBy", text],
  ["defaultValidDay", "defaultValidDay", whole],
  ["maxValidDay", "maxValidDay", whole],
];
const aliyunFields: Field[] = [
  ["ProductName", "productName", text],
  ["Description", "productDesc", text],
  ["NodeType", "productType", code({ 0: "Device", 1: "Gateway" })],
  ["DataFormat", "dataFormat", code({ 0: "Custom", 1: "Json" })],
  ["GmtCreate", "createTime", time],
  ["AliyunCommodityCode", "aliyun.aliyunCommodityCode", text],
  ["AuthType", "aliyun.authType", text],
  ["CategoryKey", "aliyun.categoryKey", text],
  ["CategoryName", "aliyun.categoryName", text],
  ["DeviceCount", "aliyun.deviceCount", whole],
  ["Id2", "aliyun.id2", flag],
  ["NetType", "aliyun.netType", code({ 3: "WIFI", 6: "CELLULAR", 7: "ETHERNET", 8: "OTHER" })],
  ["Owner", "aliyun.owner", flag],
  ["ProductStatus", "aliyun.productStatus", text],
  ["ProtocolType", "aliyun.protocolType", text],
  ["ValidateType", "aliyun.validateType", whole],
];

/** As JSON writes them: some are numbers no double keeps. */
const values = [
  ...[
    "null",
    "true",
    "false",
    '""',
    '"0"',
    '"1"',
    '"x"',
    '"true"',
    '"TRUE"',
    '"False"',
    '"yes"',
    '"-12"',
    '"007"',
    '"1.5"',
    '"12345678901234567890"',
    '"\\u0000"',
    '"电表"',
    '"\\ud83d"',
    '"a\\ude00b"',
  ],
  ...[
    "0",
    "1",
    "-1",
    "-0",
    "3",
    "9",
    "1.0",
    "1.5",
    "1e2",
    "1e400",
    "-1e999",
    "12345678901234567890",
    "9007199254740992",
  ],
  ...['"1582861255508"', '"2020-02-28T03:40:55.508Z"', '"2020"', '"1582861255"'],
  ...["1582861255508", "253402300800000", "0.12345678901234567890123", "1e-400"],
  ...["[]", "[1]", "[null]", '["x"]', "[[[]]]", "[12345678901234567890]"],
  ...[
    "{}",
    '{"a":"b"}',
    '{"a":null}',
    '{"a":1}',
    '{"a":{"b":[1]}}',
    '{"a":1e400}',
    '{"\\ud800":"x"}',
    '{"a":"\\udc00"}',
  ],
  ...[
    '{"toString":1}',
    '{"valueOf":{},"toJSON":"x"}',
    '{"__proto__":"x"}',
    '{"constructor":1}',
    '{"0":"x","length":1}',
  ],
];

/** JSON text knows no negative zero. */
const withoutSign = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const nested = (wire: string, value: string): string =>
  wire
    .split(".")
    .reverse()
    .reduce((inner, name) => `{${JSON.stringify(name)}:${inner}}`, value)
    .slice(1, -1);

const at = (product: unknown, attribute: string): unknown =>
  attribute.split(".").reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], product);

const asked = { platform: "some platform", purpose: "get product P" };
const refused = (part: string) =>
  expect.objectContaining({ code: "answer-misshapen", reason: expect.stringContaining(part) });

describe.each([
  ["EnOS", enosFields, '"productKey":"P"', (row: unknown) => readEnos(row, { ...answered(0), ...asked })],
  ["Aliyun", aliyunFields, '"ProductKey":"P"', (row: unknown) => readAliyun(row, { ...answered(null), ...asked })],
] as const)("%s", (_, fields, key, read) => {
  test.each(fields)("%s", (wire, attribute, rule) => {
    for (const value of values) {
      const expected = value === "null" ? null : rule(parseJson(value));
      const row = parseJson(`{${key},${nested(wire, value)}}`);
      if (expected === undefined) expect(() => read(row)).toThrow(refused(`"P", ${wire}`));
      else {
        const actual = at(read(row), attribute);
        if (rule === json && actual !== null) expect(JSON.parse(actual as string)).toEqual(withoutSign(expected));
        else expect(actual).toEqual(expected);
      }
    }
  });
});
