import { isObject } from "./is-object";
import { keyAt, type Path } from "./path";
import type { Problem } from "./problem";
import { checkInner, decodeInner, refuseHalf, sameInner, type Type } from "./type";
import { describe, nullValue, wrongType } from "./wrong-type";

/** Null from a platform remains null, for elements too. */
const nullOr = <V, R>(value: V, convert: (value: V & {}) => R): R =>
  value === null || value === undefined ? (null as R) : convert(value);

/** A list; null as an element is a mistake of the practitioner. */
export function list<T>(element: Type<T>): Type<readonly T[]> {
  const items = (value: unknown, path: Path): unknown[] => {
    if (!Array.isArray(value)) throw wrongType(path, type.label, describe(value));
    return value;
  };
  const type: Type<readonly T[]> = {
    cty: ["list", element.cty],
    label: "a list",
    encode: (value) => value.map((item) => nullOr(item, element.encode)),
    decode: (wire, path, decoding) =>
      items(wire, path).map((item, index) => decodeInner(element, item, keyAt(path, index), decoding) as T),
    parse: (value, path) =>
      items(value, path).map((item, index) => nullOr(item, () => element.parse(item, keyAt(path, index)))),
    same: (a, b) => a.length === b.length && a.every((item, index) => sameInner(element, item, b[index] as T)),
    check: (value, path) => value.flatMap((item, index) => checkPresent(element, item, keyAt(path, index))),
  };
  return type;
}

/** A map with string keys. Keys are data: they are never converted. */
export function map<T>(element: Type<T>): Type<Readonly<Record<string, T>>> {
  // Object.fromEntries defines own properties, so even the key "__proto__" is only a key.
  const entries = <R>(value: unknown, path: Path, convert: (item: unknown, path: Path) => R): Record<string, R> => {
    if (!isObject(value)) throw wrongType(path, type.label, describe(value));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, convert(item, keyAt(path, key))] as const),
    );
  };
  const type: Type<Readonly<Record<string, T>>> = {
    cty: ["map", element.cty],
    label: "a map",
    encode: (value) => entries(value, [], (item) => nullOr(item as T, element.encode)),
    decode: (wire, path, decoding) => entries(wire, path, (item, at) => decodeInner(element, item, at, decoding) as T),
    parse: (value, path) =>
      entries(value, path, (item, at) => {
        refuseHalf((at.at(-1) as { readonly key: string }).key, path);
        return nullOr(item, () => element.parse(item, at));
      }),
    same: (a, b) => {
      const others = new Map(Object.entries(b).map(([key, item]) => [key.normalize(), item]));
      const own = Object.entries(a);
      return (
        own.length === others.size &&
        own.every(([name, item]) => {
          const key = name.normalize();
          return others.has(key) && sameInner(element, item, others.get(key) as T);
        })
      );
    },
    check: (value, path) =>
      Object.entries(value).flatMap(([key, item]) => checkPresent(element, item, keyAt(path, key))),
  };
  return type;
}

function checkPresent<T>(type: Type<T>, value: T | null, path: Path): Problem[] {
  if (value !== null) return checkInner(type, value, path);
  return [nullValue(path, "An element is null.", `Write ${type.label}, or remove the element.`)];
}
