import type { Attributes } from "../../schema/attribute";
import { snakeCase } from "../../schema/name";
import { object } from "../../schema/object";
import { isProblem, Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { blockType } from "./block-type";
import { assertFits } from "./cty";
import { encodeDynamicValue } from "./dynamic-value";

/** Terraform itself would take more, and then need many times as much memory. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** An answer that would bring Terraform down rather than be of use. */
function tooLarge(bytes: number, bound: number): Problem {
  const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
  return new Problem("answer-too-large", {
    reason: `The answer has ${megabytes(bytes)}; the provider passes on at most ${megabytes(bound)}.`,
    remedy: "Narrow the filter, or split it over several data sources.",
  });
}

/** An answer, in Terraform's carrier. A value its schema does not allow is a bug of ours, and said to be one. */
export function encodeState(
  attributes: Attributes,
  values: unknown,
  bound = MAX_ANSWER_BYTES,
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
    // A plain error on purpose: no practitioner can mend it. Only "wrong-type" knows where; the others came out of a type.
    const what = isProblem(error, "wrong-type")
      ? error.reason
      : `${unencodable(attributes, values)}: ${(error as Error).message}`;
    throw new Error(`the answer does not fit the schema: ${what}`);
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
