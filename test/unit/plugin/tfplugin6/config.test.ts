import { ExtData, encode } from "@msgpack/msgpack";
import { checkConfig, decodeConfig } from "../../../../src/plugin/tfplugin6/config";
import { optional, required } from "../../../../src/schema/attribute";
import { list, map } from "../../../../src/schema/collection";
import { object } from "../../../../src/schema/object";
import { printPath } from "../../../../src/schema/path";
import { integer, string, UNKNOWN } from "../../../../src/schema/type";

const account = { orgId: required(string, ""), keys: optional(list(string), "") };
const attributes = {
  productKey: required(string, ""),
  account: optional(object(account), ""),
  accounts: optional(map(object(account)), ""),
  tags: optional(map(string), ""),
  days: optional(integer, "", { check: (days) => (days < 1 ? "At least one." : undefined) }),
};
const unknown = new ExtData(0, Buffer.of(0));
const decode = (wire: unknown) => decodeConfig(attributes, { msgpack: encode(wire) });
const problems = (wire: unknown) =>
  checkConfig({ attributes }, decode(wire)).map(({ path, summary }) => `${printPath(path)}: ${summary}`);

test("names become TypeScript's, and what is not written is null", () => {
  expect(decode({ product_key: "k", account: { org_id: "o" } }).values).toEqual({
    productKey: "k",
    account: { orgId: "o", keys: null },
    accounts: null,
    tags: null,
    days: null,
  });
});

test("the paths of unknown values are collected at every depth", () => {
  const { values, unknowns } = decode({
    product_key: unknown,
    account: { org_id: "o", keys: ["a", unknown] },
    tags: { "a b": unknown },
  });
  expect(unknowns.map(printPath)).toEqual(["product_key", "account.keys[1]", 'tags["a b"]']);
  expect(values).toMatchObject({ productKey: UNKNOWN, account: { keys: ["a", UNKNOWN] } });
});

test("no block, and a null one, are a block with nothing written", () => {
  expect(decodeConfig(attributes, undefined).values).toEqual(decode({}).values);
  expect(decode(null).values).toEqual(decode({}).values);
});

test("a block that is unknown as a whole is explained", () => {
  expect(() => decode(unknown)).toThrow(expect.objectContaining({ summary: "Value not known yet" }));
});

test("null where a value is required is found at every depth", () => {
  expect(problems({ account: { keys: [] }, accounts: { a: { org_id: "o" }, b: {} } })).toEqual([
    "product_key: Required value is null",
    "account.org_id: Required value is null",
    'accounts["b"].org_id: Required value is null',
  ]);
});

test("everything wrong is shown at once", () => {
  expect(problems({ days: 0, account: { org_id: "o", keys: [null] } })).toEqual([
    "product_key: Required value is null",
    "account.keys[0]: Required value is null",
    "days: Invalid value",
  ]);
});

test("unknown values are wrong in no way", () => {
  expect(problems({ product_key: unknown, account: unknown, accounts: { a: unknown }, days: unknown })).toEqual([]);
});

test("the rules across attributes see only a block whose attributes are right", () => {
  const validate = jest.fn(() => []);
  checkConfig({ attributes, validate }, decode({}));
  expect(validate).not.toHaveBeenCalled();
  const right = decode({ product_key: "k" });
  checkConfig({ attributes, validate }, right);
  expect(validate).toHaveBeenCalledWith(right.values);
});
