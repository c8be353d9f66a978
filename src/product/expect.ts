import { type Attribute, type Attributes, optional } from "../schema/attribute";
import { object } from "../schema/object";
import type { Type } from "../schema/type";
import { walk } from "../schema/walk";

/** A table of optional attributes. */
type Expectable<A extends Attributes> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T> ? Attribute<T, "optional"> : never;
};

/** The attributes of a table as expectations: each is optional. */
export const expectable = <A extends Attributes>(attributes: A): Expectable<A> =>
  Object.fromEntries(
    walk<[string, Attribute<unknown>]>(attributes, {
      leaf: (name, { type, description }) => [name, optional(type, description)],
      group: (name, { description }, inner) => [name, optional(asAny(object(Object.fromEntries(inner))), description)],
    }),
  ) as unknown as Expectable<A>;

const asAny = (type: unknown) => type as Type<unknown>;

/** Whether any attribute is expected. */
export const expectsSomething = (expected: unknown): boolean =>
  typeof expected === "object" && expected !== null && !Array.isArray(expected)
    ? Object.values(expected).some(expectsSomething)
    : expected !== null;
