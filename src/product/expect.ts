import { type Attribute, type Attributes, optional } from "../schema/attribute";
import { object } from "../schema/object";
import type { Type } from "../schema/type";
import { walk } from "../schema/walk";

/** A table with nothing but optional attributes. */
type Expectable<A extends Attributes> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T> ? Attribute<T, "optional"> : never;
};

/** What a practitioner may expect of the values of a table: any of its attributes, or none. */
export const expectable = <A extends Attributes>(attributes: A): Expectable<A> =>
  Object.fromEntries(
    walk<[string, Attribute<unknown>]>(attributes, {
      leaf: (name, { type, description }) => [name, optional(type, description)],
      group: (name, { description }, inner) => [name, optional(asAny(object(Object.fromEntries(inner))), description)],
    }),
  ) as unknown as Expectable<A>;

const asAny = (type: unknown) => type as Type<unknown>;

/** Whether anything is expected at all. */
export const expectsSomething = (expected: unknown): boolean =>
  typeof expected === "object" && expected !== null && !Array.isArray(expected)
    ? Object.values(expected).some(expectsSomething)
    : expected !== null;
