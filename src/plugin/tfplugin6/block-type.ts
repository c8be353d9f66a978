import type { Attributes, Values } from "../../schema/attribute";
import { type NestedType, object } from "../../schema/object";

const known = new WeakMap<Attributes, NestedType<Values<Attributes>>>();

/** The type of a block's values. It is made once for each table: every call needs it several times. */
export function blockType(attributes: Attributes): NestedType<Values<Attributes>> {
  const type = known.get(attributes) ?? object(attributes);
  known.set(attributes, type);
  return type;
}
