import type { Attributes } from "../../schema/attribute";
import { snakeCase } from "../../schema/name";
import { object } from "../../schema/object";
import { isProblem, Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { blockType } from "./block-type";
import { assertFits } from "./cty";
import { encodeDynamicValue } from "./dynamic-value";

/** Terraform itself accepts more, and then needs many times as much memory. */
export const MAX_RESULT_BYTES = 64 * 1024 * 1024;

/** The problem of a result that could exhaust Terraform's memory. */
function tooLarge(bytes: number, bound: number): Problem {
  const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
  return new Problem("answer-too-large", {
    reason: `The result has ${megabytes(bytes)}; the provider returns at most ${megabytes(bound)}.`,
    remedy: "Narrow the filter, or split it over several data sources.",
  });
}

/** A result as a DynamicValue. A value that the schema does not allow is reported as our bug. */
export function encodeState(
  attributes: Attributes,
  values: unknown,
  bound = MAX_RESULT_BYTES,
): { readonly msgpack: Uint8Array } {
  const state = encodeDynamicValue(toWire(attributes, values));
  if (state.msgpack.length > bound) throw tooLarge(state.msgpack.length, bound);
  return state;
}

function toWire(attributes: Attributes, values: unknown): unknown {
  if (values === null || typeof values !== "object") throw new Error(`it answered ${describe(values)}`);
  try {
    const type = blockType(attributes);
    const wire = type.encode(values);
    assertFits(type.cty, wire);
    return wire;
  } catch (error) {
    // A plain error on purpose: no practitioner can fix it. Only "wrong-type" has a path; other errors come from a type.
    const what = isProblem(error, "wrong-type")
      ? error.reason
      : `${unencodable(attributes, values)}: ${(error as Error).message}`;
    throw new Error(`the result does not match the schema: ${what}`);
  }
}

/** The attribute whose own type fails to encode it. */
function unencodable(attributes: Attributes, values: object): string {
  const culprit = Object.entries(attributes).find(([name, attribute]) => {
    try {
      object({ [name]: attribute }).encode(values);
      return false;
    } catch {
      return true;
    }
  });
  return snakeCase(culprit?.[0] ?? "");
}
