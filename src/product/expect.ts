import { type Attribute, type Attributes, optional } from "../schema/attribute";
import { snakeCase } from "../schema/name";
import { type NestedType, object } from "../schema/object";
import { attributeAt, type Path } from "../schema/path";
import { sameInner, type Type } from "../schema/type";

/** A table with nothing but optional attributes. */
type Expectable<A extends Attributes> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T> ? Attribute<T, "optional"> : never;
};

/** What a practitioner may expect of the values of a table: any of its attributes, or none. */
export const expectable = <A extends Attributes>(attributes: A): Expectable<A> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { type, description }]) => [
      name,
      optional(expectableType(type), description),
    ]),
  ) as unknown as Expectable<A>;

function expectableType(type: Type<unknown>): Type<unknown> {
  const { nested } = type as Partial<NestedType<unknown>>;
  return nested ? (object(expectable(nested)) as unknown as Type<unknown>) : type;
}

/** One attribute that is not as expected. */
export interface Difference {
  readonly path: Path;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** Every attribute that is expected (not null) and means something else in `actual`, in the order of the table. */
export function compare(
  attributes: Attributes,
  expected: Members,
  actual: Members | null,
  path: Path = [],
): Difference[] {
  return Object.entries(attributes).flatMap(([name, { type }]) => {
    const wanted = expected[name] ?? null;
    const found = actual?.[name] ?? null;
    if (wanted === null) return [];
    const here = attributeAt(path, snakeCase(name));
    const { nested } = type as Partial<NestedType<unknown>>;
    if (nested) return compare(nested, wanted as Members, found as Members | null, here);
    return sameInner(type, wanted, found) ? [] : [{ path: here, expected: wanted, actual: found }];
  });
}

/** Whether anything is expected at all. */
export const expectsSomething = (expected: unknown): boolean =>
  typeof expected === "object" && expected !== null && !Array.isArray(expected)
    ? Object.values(expected).some(expectsSomething)
    : expected !== null;
