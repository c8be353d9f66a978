import type { Attributes, Values } from "../../schema/attribute";
import { Problem } from "../../schema/problem";
import { blockType } from "./block-type";
import { encodeDynamicValue } from "./dynamic-value";

/** Terraform itself accepts more, and then needs many times as much memory. */
const MAX_RESULT_BYTES = 64 * 1024 * 1024;

/** The problem of a result that could exhaust Terraform's memory. */
function tooLarge(bytes: number, bound: number): Problem {
  const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
  return new Problem("answer-too-large", {
    reason: `The result has ${megabytes(bytes)}; the provider returns at most ${megabytes(bound)}.`,
    remedy: "Narrow the filter, or split it over several data sources.",
  });
}

/** A result as a DynamicValue. That it has the declared types is left to the compiler; Terraform itself refuses anything else. */
export function encodeState(
  attributes: Attributes,
  values: Values<Attributes>,
  bound = MAX_RESULT_BYTES,
): { readonly msgpack: Uint8Array } {
  const state = encodeDynamicValue(blockType(attributes).encode(values));
  if (state.msgpack.length > bound) throw tooLarge(state.msgpack.length, bound);
  return state;
}
