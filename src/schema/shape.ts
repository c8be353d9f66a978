import { isObject } from "./is-object";
import { nearest } from "./nearest";
import { attributeAt, keyAt, type Path } from "./path";
import { isProblem, Problem } from "./problem";
import { bool, integer, string, type Type } from "./type";
import { behind, describe, wrongType } from "./wrong-type";

/** Takes down one thing that is wrong with a value. */
export type Note = (problem: Problem) => void;

/**
 * What a file of ours, or a part of it, holds. Unlike a type, it converts nothing, takes no member that is not declared, and reports
 * all that is wrong instead of the first mistake.
 */
export interface Shape<T> {
  /** for messages: "a string" */
  readonly label: string;
  /** The value. What is wrong with it is noted, and then the result is not to be used. */
  read(json: unknown, path: Path, note: Note): T;
}

/** A mistake in a value that has the right type, as a sentence. */
export const mistake = (path: Path, sentence: string, remedy = ""): Problem =>
  new Problem("invalid-value", { path, reason: behind(path, sentence), remedy });

/** The values of a type, written to the letter: a number as text is a mistake. */
export const typed = <T>(type: Type<T>, label = type.label): Shape<T> => ({
  label,
  read(json, path, note) {
    try {
      const value = type.decode(json, path, { unknowns: [] });
      if (value !== json && JSON.stringify(value) !== JSON.stringify(json))
        note(wrongType(path, label, describe(json)));
    } catch (error) {
      if (!isProblem(error)) throw error;
      note(error);
    }
    return json as T;
  },
});

export const text = typed(string);
export const flag = typed(bool);
export const whole = typed(integer);

/** Anything at all, or nothing. */
export const anything: Shape<unknown> = { label: "a value", read: (json) => json };

/** A value that a rule decides about. */
export const only = <T>(label: string, fits: (json: unknown) => boolean): Shape<T> => ({
  label,
  read(json, path, note) {
    if (!fits(json)) note(wrongType(path, label, json === "" ? "an empty string" : describe(json)));
    return json as T;
  },
});

/** A string with something in it. */
export const filled = only<string>("a string", (json) => typeof json === "string" && json !== "");

export const oneOf = <const W extends string>(...words: readonly W[]): Shape<W> =>
  only(`one of ${words.join(", ")}`, (json) => words.some((word) => word === json));

export const exactly = <const V>(value: V): Shape<V> => only(JSON.stringify(value), (json) => json === value);

/** A shape that may be left out. */
export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({
  label: shape.label,
  read: (json, path, note) => (json === undefined ? undefined : shape.read(json, path, note)),
});

export const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  label: shape.label,
  read: (json, path, note) => (json === null ? null : shape.read(json, path, note)),
});

/** A shape that may be left out or be null, as platforms do. */
export const ifAny = <T>(shape: Shape<T>): Shape<T | null | undefined> => optional(orNull(shape));

/** What a rule makes of a value in which no other mistake was found; the rule may note mistakes of its own. */
export const converted = <T, R>(shape: Shape<T>, convert: (value: T, path: Path, note: Note) => R): Shape<R> => ({
  label: shape.label,
  read(json, path, note) {
    let isRight = true;
    const value = shape.read(json, path, (problem) => {
      isRight = false;
      note(problem);
    });
    return isRight ? convert(value, path, note) : (undefined as R);
  },
});

/** The same with a rule that says what is wrong with a value, as a sentence. */
export const ruled = <T>(shape: Shape<T>, rule: (value: T) => string | undefined): Shape<T> =>
  converted(shape, (value, path, note) => {
    const sentence = rule(value);
    if (sentence !== undefined) note(mistake(path, sentence));
    return value;
  });

export const listOf = <T>(item: Shape<T>): Shape<readonly T[]> => ({
  label: "a list",
  read(json, path, note) {
    if (Array.isArray(json)) return json.map((each, index) => item.read(each, keyAt(path, index), note));
    note(wrongType(path, "a list", describe(json)));
    return [];
  },
});

/** An object whose names are data; `step`: how a path goes on to one of them. */
export const mapOf = <T>(
  item: Shape<T>,
  step = keyAt as (path: Path, name: string) => Path,
): Shape<Readonly<Record<string, T>>> => ({
  label: "an object",
  read: (json, path, note) =>
    Object.fromEntries(
      Object.entries(membersIn(json, path, note) ?? {}).map(([name, value]) => [
        name,
        item.read(value, step(path, name), note),
      ]),
    ),
});

export type Read<S> = S extends Shape<infer T> ? T : never;
// biome-ignore lint/suspicious/noExplicitAny: a table holds shapes of everything
type Shapes = Readonly<Record<string, Shape<any>>>;
type OptionalName<S extends Shapes> = { [K in keyof S]: undefined extends Read<S[K]> ? K : never }[keyof S];
type Members<S extends Shapes> = { readonly [K in Exclude<keyof S, OptionalName<S>>]: Read<S[K]> } & {
  readonly [K in OptionalName<S>]?: Exclude<Read<S[K]>, undefined>;
};

/** An object with these members. `noun`: what a member is called; `open`: others are taken as they are. */
export const members = <S extends Shapes>(shapes: S, { noun = "member", open = false } = {}): Shape<Members<S>> => ({
  label: "an object",
  read(json, path, note) {
    const source = membersIn(json, path, note);
    if (source === undefined) return {} as Members<S>;
    const others = Object.entries(source).filter(([name]) => !Object.hasOwn(shapes, name));
    if (!open) for (const [name] of others) note(unknownName(attributeAt(path, name), noun, name, Object.keys(shapes)));
    const declared = Object.entries(shapes).flatMap(([name, shape]) => {
      const value = shape.read(Object.hasOwn(source, name) ? source[name] : undefined, attributeAt(path, name), note);
      return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(open ? [...others, ...declared] : declared);
  },
});

/** Members of one shape, for `members`. */
export const alike = <const N extends string, T>(
  shape: Shape<T>,
  ...names: readonly N[]
): Readonly<Record<N, Shape<T>>> => Object.fromEntries(names.map((name) => [name, shape])) as Record<N, Shape<T>>;

/** An object with exactly one of these members. */
export const oneMember = <S extends Shapes>(
  shapes: S,
): Shape<{ [K in keyof S]: { readonly [P in K]: Read<S[K]> } }[keyof S]> => {
  const all = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, optional(shape)]));
  return converted(members(all), (value, path, note) => {
    if (Object.keys(value).length !== 1) note(mistake(path, `expected either ${Object.keys(shapes).join(" or ")}.`));
    return value as never;
  });
};

/** More would be a page, not an answer. */
const MOST_KNOWN = 12;

/** A name that nothing has. `what`: how the sentence calls it. */
export function unknownName(path: Path, what: string, name: string, known: readonly string[]): Problem {
  const near = nearest(name, known);
  const hint = near.length > 0 ? ` (did you mean ${near.join(" or ")}?)` : "";
  const list = known.length <= MOST_KNOWN ? `; there are ${known.join(", ")}` : "";
  return mistake(path, `unknown ${what}${hint || list}.`);
}

/** The members of an object; undefined, and noted, for anything else. */
function membersIn(json: unknown, path: Path, note: Note): Readonly<Record<string, unknown>> | undefined {
  if (isObject(json)) return json;
  note(wrongType(path, "an object", describe(json)));
  return undefined;
}
