import { jsonLines } from "../../../src/drift/json-lines";

const text = `{
  "version": 1,
  "products": {
    "a": { "modelId": "M",
      "aliyun": {
        "netType":
          "WIFI" } },
    "": null
  },
  "list": [
    { "x": 1 },
    {
      "x": 2 }
  ]
}`;

test.each([
  [[], 1],
  [["version"], 2],
  [["products", "a"], 4],
  [["products", "a", "modelId"], 4],
  [["products", "a", "aliyun", "netType"], 6],
  [["products", ""], 8],
  [["list", 0], 11],
  [["list", 1], 12],
  [["list", 1, "x"], 13],
])("%j stands on line %i", (path, line) => {
  expect(jsonLines(text)(path as string[])).toBe(line);
});

test.each([
  [["products", "nobody", "modelId"], 3],
  [["products", "a", "productName"], 4],
  [["list", 9, "x"], 10],
  [["list", "length"], 10],
])("%j is not there: the nearest value around it stands on line %i", (path, line) => {
  expect(jsonLines(text)(path as string[])).toBe(line);
});

test("of a member that is written twice the one that counts is meant, as in JSON.parse", () => {
  expect(jsonLines('{\n"a": 1,\n"a": 2\n}')(["a"])).toBe(3);
});

test("ends of lines of Windows count once, and a text without any is one line", () => {
  expect(jsonLines('{\r\n"a": 1,\r\n"b": 2}')(["b"])).toBe(3);
  expect(jsonLines('{"a":{"b":1}}')(["a", "b"])).toBe(1);
});

test("an empty text has no lines", () => {
  expect(jsonLines("")(["a"])).toBeUndefined();
});
