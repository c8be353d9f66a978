import { Encoder, ExtData } from "@msgpack/msgpack";
import { decodeDynamicValue, encodeDynamicValue } from "../../src/plugin/tfplugin6/dynamic-value";
import { isProblem } from "../../src/schema/problem";
import { UNKNOWN } from "../../src/schema/type";
import { fc, fuzz, mutated } from "../support/fuzz";
import { corpus } from "../support/fuzz-corpus";

const encoder = new Encoder();

const text = fc.string({ unit: "binary", maxLength: 40 });
const integer = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -70_000, max: 70_000 }));
const decimal = fc.double({ noNaN: true }).map(String);
const scalar = fc.oneof(fc.constant(null), fc.boolean(), integer, decimal, text);
const key = text.filter((each) => each !== "__proto__");

/** Plain data; `leaf`: what stands where it is nested no further. */
const plain = (leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      leaf,
      fc.array(tie("value"), { maxLength: 6 }),
      fc.dictionary(key, tie("value"), { maxKeys: 6, noNullPrototype: true }),
    ),
  })).value;

/** 64-bit integers come back as bigints: decoding cannot know how large the next one is. */
function widened(value: unknown): unknown {
  if (typeof value === "number" && (value > 0xffff_ffff || value < -0x8000_0000)) return BigInt(value);
  if (value instanceof ExtData) return UNKNOWN;
  if (Array.isArray(value)) return value.map(widened);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, widened(item)]));
  return value;
}

fuzz("what is encoded comes back as it went", {
  corpus: corpus.plainData,
  cases: plain(scalar),
  check: (value) => expect(decodeDynamicValue(encodeDynamicValue(value))).toStrictEqual(widened(value)),
  runs: 250,
});

const unknown = fc
  .tuple(fc.integer({ min: -128, max: 127 }), fc.uint8Array({ maxLength: 300 }))
  .map(([type, data]) => new ExtData(type, data));

fuzz("a value of any extension is unknown, wherever it stands", {
  cases: plain(fc.oneof(unknown, scalar)),
  check: (value) => expect(decodeDynamicValue({ msgpack: encoder.encode(value) })).toStrictEqual(widened(value)),
  runs: 120,
});

/** Whatever was thrown says what is wrong in words of ours, and quotes nothing of the value, which may be a secret. */
function decodeOrRefuse(carrier: { msgpack?: Uint8Array; json?: Uint8Array }): void {
  try {
    decodeDynamicValue(carrier);
  } catch (error) {
    if (!isProblem(error)) expect((error as Error).message).toMatch(/^the value is not valid (msgpack|JSON)$/);
  }
}

fuzz("bytes that are no msgpack are a value or a refusal", {
  corpus: corpus.msgpack,
  cases: fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    mutated(plain(fc.oneof(unknown, scalar)).map((value) => encoder.encode(value))),
  ),
  check: (msgpack) => decodeOrRefuse({ msgpack }),
  runs: 700,
});

fuzz("bytes that are no JSON are a value or a refusal", {
  corpus: corpus.json,
  cases: mutated(plain(scalar).map((value) => Buffer.from(JSON.stringify(value)))),
  check: (json) => decodeOrRefuse({ json }),
});
