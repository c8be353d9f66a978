import { startEmulator } from "../../../../src/emulator/enos/emulator";
import { bounds, ExpressionError, parseExpression } from "../../../../src/emulator/enos/expression";
import { hangUp, search } from "../../../support/raw-enos";

const product = (productKey: string, rest: object) => ({ orgId: "o1", productKey, ...rest });
const products = [
  product("A", {
    modelId: "M1",
    productTags: { site: "Shanghai", "a/b-c_d": "1" },
    productName: { defaultValue: "Meter", i18nValue: { zh_CN: "智能电表", ja_JP: "メーター" } },
  }),
  product("B", {
    modelId: "M2",
    productTags: { site: "Paris" },
    productName: { defaultValue: "Gateway", i18nValue: { en_US: "Edge GATEWAY", zh_CN: "" } },
  }),
  product("C", { modelId: "it's", productTags: {}, productName: { defaultValue: 'the "meter"', i18nValue: {} } }),
  product("D", { modelId: null, productTags: null, productName: null }),
  product("E", {}),
];

const found = (expression: string) => {
  const matches = parseExpression(expression);
  return products
    .filter(matches)
    .map(({ productKey }) => productKey)
    .join("");
};

test.each([
  ["modelId='M1'", "A"],
  ['modelId="M1"', "A"],
  ["modelId = 'm1'", ""],
  ["modelId\t=\n'M1'", "A"],
  ['modelId = "it\'s"', "C"],
  ["modelId = ''", ""],
  ["productKey in ('A','C')", "AC"],
  ["productKey in('A' , \"B\")", "AB"],
  ["productKey in ('toString')", ""],
  ["productTags.site = 'Paris'", "B"],
  ["productTags.a/b-c_d = '1'", "A"],
  ["productTags.constructor = 'x'", ""],
  ["exists(productTags.site)", "AB"],
  ["exists ( productTags.site )", "AB"],
  ["not exists(productTags.site)", "CDE"],
  ["not exists(productTags.toString)", "ABCDE"],
  ["productName like 'METER'", "AC"],
  ["productName like 'edge'", "B"],
  ["productName like '智能'", "A"],
  ["productName like 'メーター'", ""],
  ["productName.ja_JP like 'メーター'", "A"],
  ["productName.ja_JP like 'gateway'", "B"],
  ["productName.zh_CN like 'meter'", "C"],
  ["productName.zh_CN like 'gateway'", "B"],
  ["productName.default like '智能'", ""],
  ["productName.__proto__ like 'gate'", "B"],
  ["productName like ''", "ABC"],
  ["productName like '\"meter\"'", "C"],
  ["productName like 'm%r'", ""],
  ["modelId='M1' or modelId='M2'", "AB"],
  ["modelId='M1' and productTags.site='Paris'", ""],
  ["modelId='M1' or modelId='M2' and productTags.site='Berlin'", "A"],
  ["(modelId='M1' or modelId='M2') and productTags.site='Berlin'", ""],
  ["MODELID='M1' OR modelId='M1'".replace("MODELID", "modelId"), "A"],
  ["modelId IN ('M1') AND NOT EXISTS(productTags.x) Or productKey = 'D'", "AD"],
  ["((((productKey='E'))))", "E"],
])("%s finds %s", (expression, keys) => {
  expect(found(expression)).toBe(keys);
});

test.each([
  "modelId",
  "modelId =",
  "modelId = M1",
  "modelId = 7",
  "modelId != 'M1'",
  "modelId > 'M1'",
  "modelId == 'M1'",
  "modelId like 'M'",
  "modelId.x = 'M'",
  "modelId. = 'M'",
  "MODELID = 'M'",
  "'M1' = modelId",
  "modelId = 'M1",
  "modelId = 'it''s'",
  "modelId = 'M1' modelId = 'M2'",
  "modelId = 'M1' and",
  "and modelId = 'M1'",
  "modelId in 'M1'",
  "modelId in ()",
  "modelId in ('M1',)",
  "modelId in ('M1'",
  "productTags = 'x'",
  "productTags.k in ('x')",
  "productTags.k like 'x'",
  "exists productTags.k",
  "exists(productTags)",
  "exists(modelId)",
  "not productTags.k = 'x'",
  "not (modelId = 'M1')",
  "productName = 'Meter'",
  "productType = 'Device'",
  "createTime = '1'",
  "toString = 'x'",
  "()",
  "(modelId = 'M1'",
  "modelId = 'M1')",
  ";",
  "modelId = 'M1'; drop table products",
])("%s is not understood", (expression) => {
  expect(() => parseExpression(expression)).toThrow(ExpressionError);
});

test("a refusal says what was expected and where, and quotes nothing", () => {
  expect(() => parseExpression("modelId = canary")).toThrow("expected a quoted value, found word at character 11");
  expect(() => parseExpression("modelId != 'M'")).toThrow("the operator ! is not offered for products at character 9");
});

test("a hundred thousand parentheses are refused without exhausting the stack", () => {
  expect(() => parseExpression("(".repeat(100_000))).toThrow(ExpressionError);
  expect(() => parseExpression("(".repeat(bounds.length))).toThrow("more than 100 nested parentheses");
  const deep = `${"(".repeat(bounds.depth)}modelId='M1'${")".repeat(bounds.depth)}`;
  expect(found(deep)).toBe("A");
  expect(() => parseExpression(`(${deep})`)).toThrow(ExpressionError);
});

test("long chains are evaluated without exhausting the stack", () => {
  expect(found(Array(3000).fill("productKey='A'").join(" or "))).toBe("A");
  expect(found(Array(3000).fill("productKey='A'").join(" and "))).toBe("A");
});

test("over the wire a bad expression is 99400 and a blank one finds everything", async () => {
  const keys = { accessKey: "k", secretKey: "s" };
  const emulator = await startEmulator({ seed: { accounts: [{ ...keys, orgIds: ["o1"] }], products } });
  const ask = async (expression: unknown) => (await search(emulator.endpoint, keys, "o1", { expression })).json;
  expect((await ask("modelId='M1'")).data.map((row: { productKey: string }) => row.productKey)).toEqual(["A"]);
  expect(await ask("modelId")).toMatchObject({
    code: 99400,
    data: null,
    msg: expect.stringMatching(/^Invalid arguments: expression: /),
  });
  expect(await ask(7)).toMatchObject({ code: 99400 });
  expect(await ask("(".repeat(100_000))).toMatchObject({ code: 99400 });
  for (const blank of ["", " ", null, undefined]) expect((await ask(blank)).data).toHaveLength(5);
  hangUp();
  await emulator.close();
});
