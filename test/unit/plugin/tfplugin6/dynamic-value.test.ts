import { Encoder, ExtData } from "@msgpack/msgpack";
import { decodeDynamicValue, encodeDynamicValue } from "../../../../src/plugin/tfplugin6/dynamic-value";
import { UNKNOWN } from "../../../../src/schema/type";

const encoder = new Encoder({ useBigInt64: true });
const hex = (text: string) => ({ msgpack: Buffer.from(text.replaceAll(" ", ""), "hex") });
const nothing = Buffer.alloc(0);

test.each([
  ["nil", "c0", null],
  ["false", "c2", false],
  ["a small integer", "07", 7],
  ["the largest unsigned integer", "cf ffff ffff ffff ffff", 18446744073709551615n],
  ["an integer beyond what a double holds", "cf 0020 0000 0000 0001", 9007199254740993n],
  ["the smallest integer", "d3 8000 0000 0000 0000", -9223372036854775808n],
  ["a double", "cb 3ff8 0000 0000 0000", 1.5],
  ["a decimal", "a5 31392e3939", "19.99"],
  ["text beyond ASCII", "a6 e794b5e8a1a8", "电表"],
  ["an empty list", "90", []],
  ["an empty map", "80", {}],
  ["unknown", "d4 00 00", UNKNOWN],
  ["unknown, not null", "c7 03 0c 81 01 c2", UNKNOWN],
  ["unknown with a prefix", "c7 07 0c 82 01 c2 02 a2 702d", UNKNOWN],
  ["an extension the protocol may still get", "d4 63 00", UNKNOWN],
  ["the extension msgpack itself uses for times", "d6 ff 00000000", UNKNOWN],
])("reads %s", (_, bytes, value) => {
  expect(decodeDynamicValue(hex(bytes))).toEqual(value);
});

test("an unknown value is found at every depth", () => {
  const msgpack = encoder.encode({ a: [{ b: new ExtData(0, nothing) }], c: { d: new ExtData(12, Buffer.of(0x80)) } });
  expect(decodeDynamicValue({ msgpack })).toEqual({ a: [{ b: UNKNOWN }], c: { d: UNKNOWN } });
});

test("JSON is read where there is no msgpack", () => {
  const json = Buffer.from('{"a":[1,"é",null],"__proto__":"own"}');
  const value = decodeDynamicValue({ msgpack: nothing, json });
  expect(value).toEqual(
    Object.fromEntries([
      ["a", [1, "é", null]],
      ["__proto__", "own"],
    ]),
  );
});

test("a carrier with nothing in it is null", () => {
  expect(decodeDynamicValue({ msgpack: nothing, json: nothing })).toBeNull();
  expect(decodeDynamicValue({ msgpack: nothing })).toBeNull();
});

test("a map key that JavaScript would misunderstand is named in the error", () => {
  const msgpack = encoder.encode({ tags: Object.fromEntries([["__proto__", 1]]) });
  expect(() => decodeDynamicValue({ msgpack })).toThrow(
    expect.objectContaining({ detail: expect.stringContaining('"__proto__"') }),
  );
});

test("such a key survives on the way out", () => {
  const { msgpack } = encodeDynamicValue(Object.fromEntries([["__proto__", 1]]));
  expect(Buffer.from(msgpack).toString("latin1")).toBe("\x81\xa9__proto__\x01");
});

test("an integer stays an integer beyond 32 bits", () => {
  const head = (value: number) => encodeDynamicValue(value).msgpack[0];
  expect([head(2 ** 32), head(Number.MAX_SAFE_INTEGER), head(Number.MIN_SAFE_INTEGER)]).toEqual([0xcf, 0xcf, 0xd3]);
});

test.each(["c1", "a5 61", "91", "c0 c0"])("bytes that are no msgpack are an error: %s", (bytes) => {
  expect(() => decodeDynamicValue(hex(bytes))).toThrow();
});
