import type { Attributes } from "../../schema/attribute";
import { describe, type Explained, ShapeError } from "../../schema/error";
import { snakeCase } from "../../schema/name";
import { object } from "../../schema/object";
import { blockType } from "./block-type";
import { assertFits } from "./cty";
import { encodeDynamicValue } from "./dynamic-value";

/** Terraform itself would take more, and then need many times as much memory. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** An answer that would bring Terraform down rather than be of use. */
export class AnswerTooLargeError extends Error implements Explained {
  readonly summary = "Answer too large";
  readonly detail: string;

  constructor(
    readonly bytes: number,
    readonly bound: number,
  ) {
    const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
    super(`the answer has ${bytes} bytes, ${bound} are allowed`);
    this.name = "AnswerTooLargeError";
    this.detail = `The answer has ${megabytes(bytes)}; the provider passes on ${megabytes(bound)} at most. Ask for less: narrow the filter, or split it over several data sources.`;
  }
}

/** An answer, in Terraform's carrier. A value its schema does not allow is a bug of ours, and said to be one. */
export function encodeState(
  attributes: Attributes,
  values: unknown,
  bound = MAX_ANSWER_BYTES,
): { readonly msgpack: Uint8Array } {
  const state = encodeDynamicValue(toWire(attributes, values));
  if (state.msgpack.length > bound) throw new AnswerTooLargeError(state.msgpack.length, bound);
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
    // A plain error on purpose: no practitioner can mend it. Only ShapeError knows where; the others came out of a type.
    const where = error instanceof ShapeError ? "" : `${unencodable(attributes, values)}: `;
    throw new Error(`the answer does not fit the schema: ${where}${(error as Error).message}`);
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
