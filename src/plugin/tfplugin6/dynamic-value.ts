import { decode, type ExtensionCodecType, encode } from "@msgpack/msgpack";
import { Problem } from "../../schema/problem";
import { UNKNOWN } from "../../schema/type";
import type { DynamicValue } from "./gen/tfplugin6";
import { mayHoldBrokenText, wellFormed } from "./well-formed";

// cty writes an unknown value as extension 0, one it knows something about as 12, and reserves the rest.
const everyExtensionIsUnknown: ExtensionCodecType<undefined> = { tryToEncode: () => null, decode: () => UNKNOWN };
const decoding = { extensionCodec: everyExtensionIsUnknown, useBigInt64: true };
// Without useBigInt64, under which this library sends integers beyond 32 bits as doubles. Decimals are text by now.
const encoding = { extensionCodec: everyExtensionIsUnknown };

// JavaScript's one dangerous property name: our msgpack library refuses it in every map.
const REFUSED_KEY = "__proto__";

/** A key in the practitioner's data that cannot be taken over. */
const refusedKey = (): Problem =>
  new Problem("map-key-unusable", {
    reason: `A map has the key "${REFUSED_KEY}", which this provider cannot take over.`,
    remedy: "Use another key.",
  });

/** Plain data out of Terraform's carrier: 64-bit integers are bigints, and UNKNOWN stands where a value is not known yet. */
export function decodeDynamicValue({ msgpack, json }: DynamicValue): unknown {
  if (!msgpack?.length) return json?.length ? JSON.parse(Buffer.from(json).toString()) : null;
  try {
    return decode(msgpack, decoding);
  } catch (error) {
    throw Buffer.from(msgpack).includes(REFUSED_KEY) ? refusedKey() : error;
  }
}

/** Plain data into Terraform's carrier. */
export function encodeDynamicValue(value: unknown): { readonly msgpack: Uint8Array } {
  const msgpack = encode(value, encoding);
  return { msgpack: mayHoldBrokenText(msgpack) ? encode(wellFormed(value), encoding) : msgpack };
}
