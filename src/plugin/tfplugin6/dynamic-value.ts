import { decode, type ExtensionCodecType, encode } from "@msgpack/msgpack";
import { Problem } from "../../schema/problem";
import { UNKNOWN } from "../../schema/type";
import type { DynamicValue } from "./gen/tfplugin6";

// cty writes an unknown value as extension 0, one with refinements as 12, and reserves the rest.
const everyExtensionIsUnknown: ExtensionCodecType<undefined> = { tryToEncode: () => null, decode: () => UNKNOWN };
const decoding = { extensionCodec: everyExtensionIsUnknown, useBigInt64: true };
// Without useBigInt64, which makes this library send integers beyond 32 bits as doubles. Decimals are text already.
const encoding = { extensionCodec: everyExtensionIsUnknown };

// JavaScript's one dangerous property name: the msgpack library refuses it in every map.
const REFUSED_KEY = "__proto__";

/** The problem of a map key that cannot be decoded. */
const refusedKey = (): Problem =>
  new Problem("map-key-unusable", {
    reason: `A map has the key "${REFUSED_KEY}", which this provider cannot process.`,
    remedy: "Use another key.",
  });

/** Plain data out of a DynamicValue: 64-bit integers are bigints, and UNKNOWN replaces values that are not known yet. */
export function decodeDynamicValue({ msgpack, json }: DynamicValue): unknown {
  if (!msgpack?.length) return json?.length ? JSON.parse(Buffer.from(json).toString()) : null;
  try {
    return decode(msgpack, decoding);
  } catch (error) {
    throw Buffer.from(msgpack).includes(REFUSED_KEY) ? refusedKey() : error;
  }
}

/** Plain data as a DynamicValue. */
export const encodeDynamicValue = (value: unknown): { readonly msgpack: Uint8Array } => ({
  msgpack: encode(value, encoding),
});
