import type { Attributes, Values } from "./attribute";
import { attributeAt, type Path } from "./path";

/** Where a platform's JSON keeps an attribute. */
export interface Where {
  /** in order of preference; each a way down through the object */
  readonly places: readonly (readonly string[])[];
}

/** Says where: `at("productName.defaultValue")`. Several places: the first that holds something counts. */
export const at = (...places: string[]): Where => ({ places: places.map((place) => place.split(".")) });

/** One platform's answer for every attribute of a table: a place, or null where the platform has no such thing. */
export type Locations<A extends Attributes> = { readonly [K in keyof A]-?: Where | null };

function follow(json: unknown, place: readonly string[]): unknown {
  return place.reduce<unknown>(
    (value, name) =>
      value !== null && typeof value === "object" && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    json,
  );
}

/**
 * Reads the attributes of a table out of a platform's JSON. Absent and null are both null; empty stays empty.
 * Throws ShapeError with the platform's own path where a value has another type than the table declares.
 */
export function locate<A extends Attributes>(attributes: A, locations: Locations<A>, json: unknown): Values<A> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      for (const place of locations[name]?.places ?? []) {
        const value = follow(json, place);
        if (value === null || value === undefined) continue;
        const path = place.reduce<Path>(attributeAt, []);
        return [name, attribute.type.parse(value, path)];
      }
      return [name, null];
    }),
  ) as Values<A>;
}
