import { parseQuery } from "../../../src/bootstrap/where";
import { printPath } from "../../../src/schema/path";
import type { Problem } from "../../../src/schema/problem";

const refusal = (where?: string, expression?: string): Problem => {
  try {
    parseQuery(where, expression);
  } catch (error) {
    return error as Problem;
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

test.each<[string, string, number]>([
  ['{"model":"M"}', "model", 2],
  ['{"constructor":"M"}', "constructor", 2],
  ['{"__proto__":"M"}', "__proto__", 2],
  ['{"model_id":"M"}', "model_id", 2],
  ['{"nameRegex":"("}', "nameRegex", 2],
  ['{"nameRegex":"(?=a)"}', "nameRegex", 2],
  ['{"productType":"device"}', "productType", 2],
  ['{"nameContains":"x", "modelId":""}', "modelId", 22],
  ['{"modelId":7}', "modelId", 2],
  ['{"productKeys":"a"}', "productKeys", 2],
  ['{"productKeys":["a",7]}', "productKeys[1]", 21],
  ['{"productKeys":["a",null]}', "productKeys[1]", 21],
  ['{"tags":["a"]}', "tags", 2],
  ['{"tags":{"a":null}}', 'tags["a"]', 10],
  ["[]", "", 1],
  ["null", "", 1],
  ["{modelId:1}", "", 2],
  ['{"modelId":"a","modelId":"b"}', "", 16],
  ["", "", 1],
])("--where %s is refused for %j at character %i", (where, path, column) => {
  const { code, path: blamed, facts } = refusal(where);
  expect({ code, path: printPath(blamed), facts }).toEqual({
    code: "file-invalid",
    path,
    facts: { file: "--where", line: 1, column },
  });
});

test("a filter with two mistakes is refused for both", () => {
  expect(refusal('{"modelid":"a","tags":5}').problems.map(({ path }) => printPath(path))).toEqual(["modelid", "tags"]);
});

test("an empty expression is refused", () => {
  expect(refusal(undefined, " ")).toMatchObject({ code: "invalid-value", path: [{ attribute: "expression" }] });
});
