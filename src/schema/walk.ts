import type { Attribute, Attributes } from "./attribute";
import type { NestedType } from "./object";
import { sameInner, type Type } from "./type";

type Members = Readonly<Record<string, unknown>>;

export type Nesting = NestedType<unknown>["nesting"];

/** What a walk makes of an attribute with a plain type, and of one that is an object (or a map of objects) with attributes inside. */
export interface Visitor<R> {
  leaf(name: string, attribute: Attribute<unknown>): R;
  group(name: string, attribute: Attribute<unknown>, inner: readonly R[], nesting: Nesting): R;
}

/** The attributes inside of an attribute, where it has any; a plain type has neither member. */
const insideOf = ({ type }: Attribute<unknown>): Partial<NestedType<unknown>> =>
  type as Type<unknown> & Partial<NestedType<unknown>>;

/** Makes something of every attribute of a table, inner ones first, in the order of the table. */
export const walk = <R>(attributes: Attributes, visitor: Visitor<R>): R[] =>
  Object.entries(attributes).map(([name, attribute]) => {
    const { nested, nesting } = insideOf(attribute);
    return nested === undefined || nesting === undefined
      ? visitor.leaf(name, attribute)
      : visitor.group(name, attribute, walk(nested, visitor), nesting);
  });

/** The attributes inside of an attribute that is one object. */
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

/** What of the expected values is compared. */
export interface Comparison {
  /** whether null is a value like any other, or means that nothing is expected */
  readonly expectsNull: boolean;
  readonly ignores?: (attribute: Attribute<unknown>) => boolean;
}

/** Every attribute whose expected value means something else than the actual one, in the order of the table. */
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

/** Whether a value has all attributes of the table; one that an earlier version wrote may lack some. */
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
