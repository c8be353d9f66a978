import type { Attributes, Values } from "./attribute";
import type { NestedType } from "./object";
import { attributeAt, type Path } from "./path";
import type { Type } from "./type";
import { describe, wrongType } from "./wrong-type";

/** Where a platform's JSON keeps an attribute. */
export interface Where {
  /** the value there, as the type parses it; null where there is nothing. Throws Problem wrong-type. */
  read<T>(json: unknown, type: Type<T>): T | null;
}

/** At a place, such as `productName.defaultValue`. Several places: the first that holds something counts. */
export function at(...places: string[]): Where {
  const ways = places.map((place) => place.split("."));
  return {
    read(json, type) {
      for (const way of ways) {
        const value = follow(json, way);
        if (value !== null && value !== undefined) return type.parse(value, pathOf(way));
      }
      return null;
    },
  };
}

/** At a place that holds a code, a whole number or its digits, with the words for its codes. A code without a word stays as it is. */
export const coded = (place: string, words: Readonly<Record<string, string>>): Where => ({
  read(json, type) {
    const way = place.split(".");
    const code = follow(json, way);
    if (code === null || code === undefined) return null;
    if (typeof code !== "string" && !Number.isSafeInteger(code))
      throw wrongType(pathOf(way), "a whole number or a string", describe(code));
    const text = String(code);
    return type.parse(Object.hasOwn(words, text) ? words[text] : text, pathOf(way));
  },
});

/** An attribute that is an object: where each of its own attributes is, in the whole JSON. */
export const group = <A extends Attributes>(locations: Locations<A>): Where => ({
  read: (json, type) => locate((type as NestedType<unknown>).nested as A, locations, json) as never,
});

/** One platform's answer for every attribute of a table: a place, or null where the platform has no such thing. */
export type Locations<A extends Attributes> = { readonly [K in keyof A]-?: Where | null };

/** What is at a place; undefined where the way ends early. Throws Problem wrong-type where something else than an object is in the way. */
function follow(json: unknown, place: readonly string[]): unknown {
  return place.reduce<unknown>((value, name, index) => {
    if (value === null || value === undefined) return undefined;
    if (typeof value !== "object" || Array.isArray(value))
      throw wrongType(pathOf(place.slice(0, index)), "an object", describe(value));
    return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }, json);
}

const pathOf = (place: readonly string[]): Path => place.reduce<Path>(attributeAt, []);

/**
 * Reads the attributes of a table out of a platform's JSON. Absent and null are both null; empty stays empty.
 * Throws Problem wrong-type with the platform's own path where a value has another type than the table declares.
 */
export function locate<A extends Attributes>(attributes: A, locations: Locations<A>, json: unknown): Values<A> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => [name, locations[name]?.read(json, type) ?? null]),
  ) as Values<A>;
}
