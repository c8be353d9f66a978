import { parseQuery } from "../../../src/bootstrap/where";
import { isProblem } from "../../../src/schema/problem";

const refusal = (where?: string, expression?: string): string => {
  try {
    parseQuery(where, expression);
  } catch (error) {
    if (isProblem(error)) return error.detail;
  }
  throw new Error("it was not refused");
};

test("a filter reads as in the constructs, and nothing asks for everything", () => {
  expect(parseQuery(undefined, undefined)).toEqual({ products: {} });
  expect(parseQuery("{}", undefined)).toEqual({ products: {} });
  expect(parseQuery(undefined, 'modelId = "M"')).toEqual({ products: { expression: 'modelId = "M"' } });
  const where = {
    productKeys: ["a", "b"],
    modelId: "M",
    productType: "Gateway",
    nameRegex: "^x",
    tags: { site: "上海" },
  };
  expect(parseQuery(JSON.stringify({ ...where, productKeys: ["b", "a", "b"], nameContains: null }), undefined)).toEqual(
    {
      products: { where },
    },
  );
});

test.each([
  ['{"model":"M"}', "where.model: There is no such filter; there are productKeys, modelId, productType"],
  ['{"constructor":"M"}', "where.constructor: There is no such filter"],
  ['{"__proto__":"M"}', "where.__proto__: There is no such filter"],
  ['{"model_id":"M"}', "where.model_id: There is no such filter"],
  ['{"nameRegex":"("}', "where.nameRegex: It is not an RE2 expression: missing closing )"],
  ['{"nameRegex":"(?=a)"}', "RE2 has neither look-around"],
  ['{"productType":"device"}', 'where.productType: It must be Device or Gateway; it is "device".'],
  ['{"modelId":""}', "where.modelId: It must not be empty"],
  ['{"modelId":7}', "where.modelId: expected a string, found a number"],
  ['{"productKeys":"a"}', "where.productKeys: expected a list, found a string"],
  ['{"productKeys":["a",7]}', "where.productKeys[1]: expected a string, found a number"],
  ['{"productKeys":["a",null]}', "where.productKeys[1]: An element is null. Write a string, or leave the element out."],
  ['{"tags":["a"]}', "where.tags: expected a map, found a list"],
  ['{"tags":{"a":null}}', 'where.tags["a"]: An element is null. Write a string, or leave the element out.'],
  ["[]", "where: expected an object, found a list"],
  ["null", "where: expected an object, found null"],
  ["{modelId:1}", "It is no JSON"],
  ["", "It is no JSON"],
])("--where %s is refused: %s", (where, reason) => {
  expect(refusal(where)).toContain(reason);
});

test("an empty expression is refused", () => {
  expect(refusal(undefined, " ")).toContain("expression: It must not be empty");
});
