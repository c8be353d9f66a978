import { decode, type ExtensionCodecType, encode } from "@msgpack/msgpack";
import { Problem } from "../../schema/problem";
import { UNKNOWN } from "../../schema/type";
import type { DynamicValue } from "./gen/tfplugin6";
import { isWholeMsgpack } from "./whole-msgpack";

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

/** Terraform itself never causes this. The errors of parsers quote the value, which may be a secret. */
const invalid = (format: string): Error => new Error(`the value is not valid ${format}`);

/** Plain data out of a DynamicValue: 64-bit integers are bigints, and UNKNOWN replaces values that are not known yet. */
export function decodeDynamicValue({ msgpack, json }: DynamicValue): unknown {
  if (!msgpack?.length) return json?.length ? decodeJson(json) : null;
  if (!isWholeMsgpack(msgpack)) throw invalid("msgpack");
  try {
    return decode(msgpack, decoding);
  } catch {
    throw Buffer.from(msgpack).includes(REFUSED_KEY) ? refusedKey() : invalid("msgpack");
  }
}

function decodeJson(json: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json).toString());
  } catch {
    throw invalid("JSON");
  }
}

/** Plain data as a DynamicValue. */
export const encodeDynamicValue = (value: unknown): { readonly msgpack: Uint8Array } => ({
  msgpack: encode(value, encoding),
});
