import type { Attribute, Attributes } from "./attribute";
import type { NestedType } from "./object";
import { sameInner, type Type } from "./type";

type Members = Readonly<Record<string, unknown>>;

export type Nesting = NestedType<unknown>["nesting"];

/** The functions of a walk: for an attribute with a plain type, and for one that is an object (or a map of objects). */
export interface Visitor<R> {
  leaf(name: string, attribute: Attribute<unknown>): R;
  group(name: string, attribute: Attribute<unknown>, inner: readonly R[], nesting: Nesting): R;
}

/** The nested attributes of an attribute; a plain type has neither member. */
const insideOf = ({ type }: Attribute<unknown>): Partial<NestedType<unknown>> =>
  type as Type<unknown> & Partial<NestedType<unknown>>;

/** Converts every attribute of a table, nested ones first, in the order of the table. */
export const walk = <R>(attributes: Attributes, visitor: Visitor<R>): R[] =>
  Object.entries(attributes).map(([name, attribute]) => {
    const { nested, nesting } = insideOf(attribute);
    return nested === undefined || nesting === undefined
      ? visitor.leaf(name, attribute)
      : visitor.group(name, attribute, walk(nested, visitor), nesting);
  });

/** The nested attributes of an attribute that is one object. */
function innerOf(attribute: Attribute<unknown>): Attributes | undefined {
  const { nested, nesting } = insideOf(attribute);
  return nesting === "single" ? nested : undefined;
}

/** An attribute whose value is not the expected one. */
export interface Difference {
  /** `["modelId"]`, `["aliyun", "netType"]` */
  readonly attribute: readonly string[];
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Which expected values are compared. */
export interface Comparison {
  /** true: null is an expected value; false: null means that nothing is expected */
  readonly expectsNull: boolean;
  readonly ignores?: (attribute: Attribute<unknown>) => boolean;
}

/** Every attribute whose expected and actual values have different meanings, in the order of the table. */
export function differences(
  attributes: Attributes,
  expected: Members,
  actual: Members | null,
  comparison: Comparison,
): Difference[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const wanted = expected[name];
    const found = actual?.[name] ?? null;
    if (wanted === undefined || (wanted === null && !comparison.expectsNull) || comparison.ignores?.(attribute))
      return [];
    const inner = innerOf(attribute);
    if (inner && wanted !== null)
      return differences(inner, wanted as Members, found as Members | null, comparison).map((difference) => ({
        ...difference,
        attribute: [name, ...difference.attribute],
      }));
    return sameInner(attribute.type, wanted, found) ? [] : [{ attribute: [name], expected: wanted, actual: found }];
  });
}

/** Whether a value has all attributes of the table; an earlier version may have written fewer. */
export const isComplete = (attributes: Attributes, value: Members): boolean =>
  Object.entries(attributes).every(([name, attribute]) => {
    const member = value[name];
    const inner = innerOf(attribute);
    return member !== undefined && (inner === undefined || member === null || isComplete(inner, member as Members));
  });

/** A value without the attributes that are not wanted. */
export function select(
  attributes: Attributes,
  value: Members,
  isWanted: (attribute: Attribute<unknown>) => boolean,
): Members {
  const selected = Object.entries(attributes).flatMap(([name, attribute]) => {
    const member = value[name];
    const inner = innerOf(attribute);
    if (member === undefined || !isWanted(attribute)) return [];
    if (inner === undefined || member === null) return [[name, member]];
    return [[name, select(inner, member as Members, isWanted)]];
  });
  return Object.fromEntries(selected);
}
