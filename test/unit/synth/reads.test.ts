import { inspect } from "node:util";
import { aliyunAttributes } from "../../../src/product/product";
import { readsOf, watched } from "../../../src/synth/reads";
import { product } from "../../support/recorded";

const aliyun = Object.fromEntries(Object.keys(aliyunAttributes).map((name) => [name, null]));
const plain = product("a", {
  modelId: "M",
  productTags: { site: "x" },
  aliyun: { ...aliyun, netType: "WIFI" } as never,
});

test("a watched product is the plain data it stands for", () => {
  const values = watched(plain);
  expect({ ...values }).toEqual(plain);
  expect(JSON.parse(JSON.stringify(values))).toEqual(plain);
  expect(structuredClone(values)).toEqual(plain);
  expect(inspect(values)).toBe(inspect(plain));
  expect(values.aliyun).toBe(values.aliyun);
});

test("nothing of it can be changed", () => {
  const values = watched(plain) as unknown as Record<string, Record<string, string>>;
  expect(Object.isFrozen(values)).toBe(true);
  expect(() => Object.assign(values, { modelId: "other" })).toThrow(TypeError);
  expect(() => Object.assign(values.productTags as object, { site: "y" })).toThrow(TypeError);
});

test("it remembers which attributes were read, and looking at it is not reading", () => {
  const values = watched(plain);
  inspect(values);
  expect(Object.keys(values)).toContain("modelId");
  expect([...readsOf(values)]).toEqual([]);
  if (values.modelId === "M" && values.aliyun?.netType === "WIFI") values.productTags?.site;
  expect([...readsOf(values)]).toEqual(["modelId", "aliyun.netType", "productTags"]);
  expect([...readsOf(watched(plain))]).toEqual([]);
});
