import type { Attribute, Attributes, Values } from "./attribute";
import { describe, type Finding, ShapeError } from "./error";
import { snakeCase } from "./name";
import { attributeAt, type Path } from "./path";
import { checkInner, decodeInner, map, type Type } from "./type";

/** How Terraform nests attributes: one object, or one for each key of a map. */
export interface Nesting {
  readonly nesting: "single" | "map";
  readonly attributes: Attributes;
}

/** A type whose inner attributes Terraform shows one by one. */
export interface NestedType<T> extends Type<T> {
  readonly nested: Nesting;
}

const table = <A extends Attributes>(attributes: A): [name: keyof A & string, attribute: Attribute<unknown>][] =>
  Object.entries(attributes);

/** An object with named attributes; encoding writes every one of them, null where there is nothing. */
export function object<A extends Attributes>(attributes: A): NestedType<Values<A>> {
  const label = "an object";
  const members = (value: unknown, path: Path): Record<string, unknown> => {
    if (value === null || typeof value !== "object" || Array.isArray(value))
      throw new ShapeError(path, label, describe(value));
    return value as Record<string, unknown>;
  };
  const each = (convert: (name: keyof A & string, attribute: Attribute<unknown>) => unknown): Values<A> =>
    Object.fromEntries(table(attributes).map(([name, attribute]) => [name, convert(name, attribute)])) as Values<A>;

  return {
    cty: ["object", Object.fromEntries(table(attributes).map(([name, { type }]) => [snakeCase(name), type.cty]))],
    label,
    nested: { nesting: "single", attributes },
    encode: (value) =>
      Object.fromEntries(
        table(attributes).map(([name, { type }]) => {
          const member = value[name] ?? null;
          return [snakeCase(name), member === null ? null : type.encode(member)];
        }),
      ),
    decode: (wire, path, decoding) => {
      const source = members(wire, path);
      return each((name, { type }) => {
        const wireName = snakeCase(name);
        return decodeInner(type, source[wireName], attributeAt(path, wireName), decoding);
      });
    },
    parse: (json, path) => {
      const source = members(json, path);
      return each((name, { type }) => {
        const member = source[name] ?? null;
        return member === null ? null : type.parse(member, attributeAt(path, name));
      });
    },
    check: (value, path) =>
      table(attributes).flatMap(([name, attribute]) =>
        checkAttribute(attribute, value[name] as unknown, attributeAt(path, snakeCase(name))),
      ),
  };
}

/** A map of objects, for `for_each`. */
export function mapOf<A extends Attributes>(attributes: A): NestedType<Readonly<Record<string, Values<A>>>> {
  return { ...map(object(attributes)), nested: { nesting: "map", attributes } };
}

function checkAttribute<T>(attribute: Attribute<T>, value: T | null, path: Path): Finding[] {
  if (value === null) return [];
  // Terraform itself accepts a value for a computed attribute and drops it without a word.
  if (attribute.mode === "computed")
    return [{ path, summary: "Attribute cannot be set", detail: "The provider computes this value. Remove it." }];
  const inner = checkInner(attribute.type, value, path);
  if (inner.length > 0 || typeof value === "symbol" || !attribute.check) return inner;
  const detail = attribute.check(value);
  return detail === undefined ? [] : [{ path, summary: "Invalid value", detail }];
}
