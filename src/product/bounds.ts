import { type Attributes, optional } from "../schema/attribute";
import { isObject } from "../schema/is-object";
import { snakeCase } from "../schema/name";
import { object } from "../schema/object";
import { attributeAt, type Path } from "../schema/path";
import { Problem } from "../schema/problem";
import { integer } from "../schema/type";
import { walk } from "../schema/walk";
import { type Product, productAttributes } from "./product";

/** The numbers of a table as optional attributes, those of groups in their group. */
const numbersOf = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    walk<[string, Attributes[string]][]>(attributes, {
      leaf: (name, { type, description }) => (type === integer ? [[name, optional(integer, description)]] : []),
      group: (name, { description }, inner) =>
        inner.flat().length === 0 ? [] : [[name, optional(object(Object.fromEntries(inner.flat())), description)]],
    }).flat(),
  );

/** The attributes that can be bounded. */
export const numbers = numbersOf(productAttributes);

const described = (bound: string, subject: string) =>
  optional(
    object(numbers),
    `Attributes of ${subject} that must be ${bound} this, checked at every read; null never is. What differs is reported as \`on_drift\` says.`,
  );

/** The arguments that bound numbers, of one product or of each. */
export const boundsOf = (subject: string) => ({
  atLeast: described("at least", subject),
  atMost: described("at most", subject),
});

type Members = Readonly<Record<string, unknown>>;

export interface Bounds {
  readonly atLeast: Members | null;
  readonly atMost: Members | null;
}

/** A number of a product that a bound does not admit. */
export interface Excess {
  readonly attribute: readonly string[];
  readonly bound: keyof Bounds;
  readonly limit: number;
  readonly actual: number | null;
}

const holds = {
  atLeast: (actual: number, limit: number) => actual >= limit,
  atMost: (actual: number, limit: number) => actual <= limit,
};

/** `at least 365` */
export const printBound = ({ bound, limit }: Pick<Excess, "bound" | "limit">): string =>
  `${bound === "atLeast" ? "at least" : "at most"} ${limit}`;

/** In the order of the table, lower bounds first. */
export const excesses = (bounds: Bounds, product: Product): Excess[] =>
  (["atLeast", "atMost"] as const).flatMap((bound) =>
    limitsIn(bounds[bound]).flatMap(({ attribute, limit }) => {
      const actual = valueAt(product, attribute) as number | null;
      return actual !== null && holds[bound](actual, limit) ? [] : [{ attribute, bound, limit, actual }];
    }),
  );

/** Bounds that contradict each other, or the values in `expect`; what is not known yet contradicts nothing. */
export function contradictions({
  atLeast,
  atMost,
  expect,
}: Readonly<Record<keyof Bounds | "expect", unknown>>): Problem[] {
  const contradictory = (name: string, attribute: readonly string[], reason: string) =>
    new Problem("invalid-value", {
      path: attribute.reduce<Path>((path, part) => attributeAt(path, snakeCase(part)), attributeAt([], name)),
      reason,
    });
  const crossed = limitsIn(atMost).flatMap(({ attribute, limit }) => {
    const least = valueAt(atLeast, attribute);
    return typeof least === "number" && least > limit
      ? [contradictory("at_most", attribute, `It is ${limit}, and at_least is ${least}.`)]
      : [];
  });
  const expected = (["atLeast", "atMost"] as const).flatMap((bound) =>
    limitsIn(bound === "atLeast" ? atLeast : atMost).flatMap(({ attribute, limit }) => {
      const value = valueAt(expect, attribute);
      return typeof value !== "number" || holds[bound](value, limit)
        ? []
        : [contradictory(snake[bound], attribute, `It is ${limit}, and expect has ${value}.`)];
    }),
  );
  return [...crossed, ...expected];
}

const snake = { atLeast: "at_least", atMost: "at_most" } as const;

/** The limits that are set and known. */
const limitsIn = (
  limits: unknown,
  attribute: readonly string[] = [],
): { attribute: readonly string[]; limit: number }[] =>
  isObject(limits)
    ? Object.entries(limits).flatMap(([name, limit]) => limitsIn(limit, [...attribute, name]))
    : typeof limits === "number"
      ? [{ attribute, limit: limits }]
      : [];

const valueAt = (value: unknown, attribute: readonly string[]): unknown =>
  attribute.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : null), value) ?? null;
