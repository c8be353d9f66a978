import type { Attribute, Attributes, Values } from "./attribute";
import { map } from "./collection";
import { isObject } from "./is-object";
import { snakeCase } from "./name";
import { attributeAt, type Path } from "./path";
import { Problem } from "./problem";
import { checkInner, decodeInner, sameInner, type Type } from "./type";
import { describe, invalidValue, nullValue, wrongType } from "./wrong-type";

/** A type whose inner attributes Terraform shows one by one. */
export interface NestedType<T> extends Type<T> {
  readonly nested: Attributes;
  readonly nesting: "single" | "map";
}

/** An object with named attributes; encoding writes all of them, null for those without a value. */
export function object<A extends Attributes>(attributes: A): NestedType<Values<A>> {
  const label = "an object";
  // The names are converted once: responses hold tens of thousands of objects.
  const table = Object.entries(attributes).map(([name, attribute]: [keyof A & string, Attribute<unknown>]) => ({
    name,
    wireName: snakeCase(name),
    attribute,
  }));
  const members = (value: unknown, path: Path): Readonly<Record<string, unknown>> => {
    if (!isObject(value)) throw wrongType(path, label, describe(value));
    return value;
  };

  return {
    cty: ["object", Object.fromEntries(table.map(({ wireName, attribute }) => [wireName, attribute.type.cty]))],
    label,
    nested: attributes,
    nesting: "single",
    encode: (value) => {
      const wire: Record<string, unknown> = {};
      for (const { name, wireName, attribute } of table) {
        const member = value[name] ?? null;
        wire[wireName] = member === null ? null : attribute.type.encode(member);
      }
      return wire;
    },
    decode: (wire, path, decoding) => {
      const source = members(wire, path);
      const decoded = table.map(({ name, wireName, attribute: { type } }) => [
        name,
        decodeInner(type, source[wireName], attributeAt(path, wireName), decoding),
      ]);
      return Object.fromEntries(decoded);
    },
    parse: (json, path) => {
      const source = members(json, path);
      const parsed = table.map(({ name, attribute: { type } }) => {
        const member = source[name] ?? null;
        return [name, member === null ? null : type.parse(member, attributeAt(path, name))];
      });
      return Object.fromEntries(parsed);
    },
    same: (a, b) => table.every(({ name, attribute: { type } }) => sameInner(type, a[name] as unknown, b[name])),
    check: (value, path) =>
      table.flatMap(({ name, wireName, attribute }) =>
        checkAttribute(attribute, value[name] as unknown, attributeAt(path, wireName)),
      ),
  };
}

/** Objects by key, with optional members: in a plain map of objects, Terraform requires every member. */
export const objectMap = <A extends Attributes>(attributes: A): NestedType<Readonly<Record<string, Values<A>>>> => ({
  ...map(object(attributes)),
  nested: attributes,
  nesting: "map",
});

function checkAttribute<T>(attribute: Attribute<T>, value: T | null, path: Path): Problem[] {
  // Terraform checks that a required argument is written, not that it is not null.
  if (value === null) {
    const isMissing = attribute.mode === "required";
    return isMissing ? [nullValue(path, "It is required.", `Set it to ${attribute.type.label}.`)] : [];
  }
  // Terraform itself accepts a value for a computed attribute and silently drops it.
  if (attribute.mode === "computed")
    return [
      new Problem("attribute-computed", { path, reason: "The provider computes this value.", remedy: "Remove it." }),
    ];
  const inner = checkInner(attribute.type, value, path);
  if (inner.length > 0 || typeof value === "symbol" || !attribute.check) return inner;
  return invalidValue(path, attribute.check(value));
}
