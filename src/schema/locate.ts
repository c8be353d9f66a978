import type { Attributes, Values } from "./attribute";
import { isObject } from "./is-object";
import type { NestedType } from "./object";
import { attributeAt, type Path } from "./path";
import { isProblem, type Problem } from "./problem";
import type { Type } from "./type";
import { describe, wrongType } from "./wrong-type";

/** Where a platform's JSON keeps an attribute. */
export interface Where {
  /** the value there, as the type parses it; null where there is nothing. Throws Problem wrong-type. */
  read<T>(json: unknown, type: Type<T>, onWrong: OnWrong): T | null;
  /** Writes the value so that `read` reads it. */
  write<T>(json: Row, value: T, type: Type<T>): void;
}

/** A platform's JSON object as it is being written. */
export type Row = Record<string, unknown>;

/** Called with an attribute, such as `["aliyun", "netType"]`, whose value cannot be read; where it returns, the value is null. */
export type OnWrong = (attribute: readonly string[], problem: Problem) => void;

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
    write: (json, value, type) => put(json, parsed[0] as string[], type.unparse ? type.unparse(value) : value),
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
  write(json, value) {
    const [code] = Object.entries(words).find(([, word]) => word === value) ?? [String(value)];
    put(json, path.split("."), /^\d{1,15}$/.test(code) ? Number(code) : code);
  },
});

/** An attribute that is an object: where each of its own attributes is, in the whole JSON. */
export const group = <A extends Attributes>(locations: Locations<A>): Where => ({
  read: (json, type, onWrong) => locate((type as NestedType<unknown>).nested as A, locations, json, onWrong) as never,
  write: (json, value, type) =>
    place((type as NestedType<unknown>).nested as A, locations, value as Partial<Values<A>>, json),
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

/** Sets the value at a path; objects on the path are made. */
function put(json: Row, names: readonly string[], value: unknown): void {
  const [name = "", ...rest] = names;
  if (rest.length === 0) json[name] = value;
  else {
    const inner = (json[name] ?? {}) as Row;
    json[name] = inner;
    put(inner, rest, value);
  }
}

const pathOf = (names: readonly string[]): Path => names.reduce<Path>(attributeAt, []);

const refuse: OnWrong = (_, problem) => {
  throw problem;
};

/**
 * Reads the attributes of a table out of a platform's JSON. Absent and null are both null; empty stays empty.
 * A value of another type than the table declares is a Problem wrong-type with the platform's own path, for `onWrong`; by default, it
 * is thrown.
 */
export function locate<A extends Attributes>(
  attributes: A,
  locations: Partial<Locations<A>>,
  json: unknown,
  onWrong: OnWrong = refuse,
): Values<A> {
  const read = (name: string, type: Type<unknown>): unknown => {
    try {
      return locations[name]?.read(json, type, (inner, problem) => onWrong([name, ...inner], problem)) ?? null;
    } catch (error) {
      if (!isProblem(error, "wrong-type")) throw error;
      onWrong([name], error);
      return null;
    }
  };
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => [name, read(name, type)]),
  ) as Values<A>;
}

/** The inverse: writes the values that are not null where the platform's JSON keeps them. */
export function place<A extends Attributes>(
  attributes: A,
  locations: Partial<Locations<A>>,
  values: Partial<Values<A>>,
  row: Row = {},
): Row {
  for (const [name, { type }] of Object.entries(attributes)) {
    const value = values[name];
    if (value !== null && value !== undefined) locations[name]?.write(row, value, type);
  }
  return row;
}
