import type { Attributes, Values } from "./attribute";
import { isObject } from "./is-object";
import type { NestedType } from "./object";
import { attributeAt, type Path } from "./path";
import type { Type } from "./type";
import { describe, wrongType } from "./wrong-type";

/** Where a platform's JSON keeps an attribute. */
export interface Where {
  /** the value there, as the type parses it; null where there is nothing. Throws Problem wrong-type. */
  read<T>(json: unknown, type: Type<T>): T | null;
}

/** At a path, such as `productName.defaultValue`. Of several paths the first that holds a value counts. */
export function at(...paths: string[]): Where {
  const parsed = paths.map((path) => path.split("."));
  return {
    read(json, type) {
      for (const path of parsed) {
        const value = follow(json, path);
        if (value !== null && value !== undefined) return type.parse(value, pathOf(path));
      }
      return null;
    },
  };
}

/** At a path that holds a code (an integer or its digits), translated by `words`. A code without a word is kept as it is. */
export const coded = (path: string, words: Readonly<Record<string, string>>): Where => ({
  read(json, type) {
    const names = path.split(".");
    const code = follow(json, names);
    if (code === null || code === undefined) return null;
    if (typeof code !== "string" && !Number.isSafeInteger(code))
      throw wrongType(pathOf(names), "a whole number or a string", describe(code));
    const text = String(code);
    return type.parse(Object.hasOwn(words, text) ? words[text] : text, pathOf(names));
  },
});

/** An attribute that is an object: where each of its own attributes is, in the whole JSON. */
export const group = <A extends Attributes>(locations: Locations<A>): Where => ({
  read: (json, type) => locate((type as NestedType<unknown>).nested as A, locations, json) as never,
});

/** Where one platform keeps each attribute of a table; null: the platform does not have it. */
export type Locations<A extends Attributes> = { readonly [K in keyof A]-?: Where | null };

/** The value at a path; undefined where the path ends early. Throws Problem wrong-type where a value on the path is not an object. */
function follow(json: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((value, name, index) => {
    if (value === null || value === undefined) return undefined;
    if (!isObject(value)) throw wrongType(pathOf(names.slice(0, index)), "an object", describe(value));
    return Object.hasOwn(value, name) ? value[name] : undefined;
  }, json);
}

const pathOf = (names: readonly string[]): Path => names.reduce<Path>(attributeAt, []);

/**
 * Reads the attributes of a table out of a platform's JSON. Absent and null are both null; empty stays empty.
 * Throws Problem wrong-type with the platform's own path where a value has another type than the table declares.
 */
export function locate<A extends Attributes>(
  attributes: A,
  locations: Partial<Locations<A>>,
  json: unknown,
): Values<A> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => [name, locations[name]?.read(json, type) ?? null]),
  ) as Values<A>;
}
