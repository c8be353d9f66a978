import { isObject } from "./is-object";
import { isSame } from "./is-same";
import { type JsonSchema, schemaOf, schemaOfMembers, schemaOrNull } from "./json-schema";
import { didYouMean, nearest } from "./nearest";
import { attributeAt, keyAt, type Path } from "./path";
import { isProblem, Problem } from "./problem";
import { bool, type Decoding, integer, string, type Type } from "./type";
import { behind, describe, wrongType } from "./wrong-type";

/** Records one mistake in a value. */
export type Note = (problem: Problem) => void;

/**
 * The content of one of our files, or of a part of it. Unlike a type, it converts nothing, accepts only declared members, and
 * reports all mistakes instead of the first one.
 */
export interface Shape<T> {
  /** for messages: "a string" */
  readonly label: string;
  /** the same for editors, as far as JSON Schema can say it */
  readonly schema: JsonSchema;
  /** whether it may be left out of an object */
  readonly isOptional?: boolean;
  /** The value. Mistakes are noted; after one, the result must not be used. */
  read(json: unknown, path: Path, note: Note): T;
}

/** A mistake in a value that has the right type, as a sentence. */
export const mistake = (path: Path, sentence: string, remedy = ""): Problem =>
  new Problem("invalid-value", { path, reason: behind(path, sentence), remedy });

const none: Decoding = { unknowns: [] };

/** The values of a type, without conversion: a number as text is a mistake. */
export const typed = <T>(type: Type<T>, label = type.label): Shape<T> => ({
  label,
  schema: schemaOf(type),
  read(json, path, note) {
    try {
      const value = type.decode(json, path, none);
      if (value !== json && !isSame(value, json)) note(wrongType(path, label, describe(json)));
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

/** Any value, or none. */
export const anything: Shape<unknown> = { label: "a value", schema: {}, isOptional: true, read: (json) => json };

/** A value that a rule accepts. */
export const only = <T>(label: string, fits: (json: unknown) => boolean, schema: JsonSchema = {}): Shape<T> => ({
  label,
  schema,
  read(json, path, note) {
    if (!fits(json)) note(wrongType(path, label, json === "" ? "an empty string" : describe(json)));
    return json as T;
  },
});

/** A string that is not empty. */
export const filled = only<string>("a string", (json) => typeof json === "string" && json !== "", {
  type: "string",
  minLength: 1,
});

export const oneOf = <const W extends string>(...words: readonly W[]): Shape<W> =>
  only(`one of ${words.join(", ")}`, (json) => words.some((word) => word === json), { enum: words });

export const exactly = <const V>(value: V): Shape<V> =>
  only(JSON.stringify(value), (json) => json === value, { const: value });

/** A shape that may be left out. */
export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({
  label: shape.label,
  schema: shape.schema,
  isOptional: true,
  read: (json, path, note) => (json === undefined ? undefined : shape.read(json, path, note)),
});

export const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  label: shape.label,
  schema: schemaOrNull(shape.schema),
  read: (json, path, note) => (json === null ? null : shape.read(json, path, note)),
});

/** A shape that may be left out or be null, as platforms do. */
export const ifAny = <T>(shape: Shape<T>): Shape<T | null | undefined> => optional(orNull(shape));

/** The result of a rule for a value without other mistakes; the rule may note mistakes itself. `schema`: what else it says of the value. */
export const converted = <T, R>(
  shape: Shape<T>,
  convert: (value: T, path: Path, note: Note) => R,
  schema: JsonSchema = {},
): Shape<R> => ({
  label: shape.label,
  schema: { ...shape.schema, ...schema },
  read(json, path, note) {
    let isRight = true;
    const value = shape.read(json, path, (problem) => {
      isRight = false;
      note(problem);
    });
    return isRight ? convert(value, path, note) : (undefined as R);
  },
});

/** A value with a rule that returns a mistake as a sentence. */
export const ruled = <T>(shape: Shape<T>, rule: (value: T) => string | undefined): Shape<T> =>
  converted(shape, (value, path, note) => {
    const sentence = rule(value);
    if (sentence !== undefined) note(mistake(path, sentence));
    return value;
  });

export const listOf = <T>(item: Shape<T>): Shape<readonly T[]> => ({
  label: "a list",
  schema: { type: "array", items: item.schema },
  read(json, path, note) {
    if (Array.isArray(json)) return json.map((each, index) => item.read(each, keyAt(path, index), note));
    note(wrongType(path, "a list", describe(json)));
    return [];
  },
});

/** An object whose names are data; `step`: the path of one of them. */
export const mapOf = <T>(
  item: Shape<T>,
  step = keyAt as (path: Path, name: string) => Path,
): Shape<Readonly<Record<string, T>>> => ({
  label: "an object",
  schema: { type: "object", additionalProperties: item.schema },
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
export type Shapes = Readonly<Record<string, Shape<any>>>;
type OptionalName<S extends Shapes> = { [K in keyof S]: undefined extends Read<S[K]> ? K : never }[keyof S];
type Members<S extends Shapes> = { readonly [K in Exclude<keyof S, OptionalName<S>>]: Read<S[K]> } & {
  readonly [K in OptionalName<S>]?: Exclude<Read<S[K]>, undefined>;
};

/** An object with these members. `noun`: what a member is called; `open`: others are kept unchanged. */
export const members = <S extends Shapes>(shapes: S, { noun = "member", open = false } = {}): Shape<Members<S>> => {
  const declarations = Object.entries(shapes);
  return {
    label: "an object",
    schema: schemaOfMembers(declarations, open),
    read(json, path, note) {
      const source = membersIn(json, path, note);
      if (source === undefined) return {} as Members<S>;
      const others = Object.keys(source).filter((name) => !Object.hasOwn(shapes, name));
      if (!open) for (const name of others) note(unknownName(attributeAt(path, name), noun, name, Object.keys(shapes)));
      const declared: Record<string, unknown> = {};
      for (const [name, shape] of declarations) {
        const member = Object.hasOwn(source, name) ? source[name] : undefined;
        const value = shape.read(member, attributeAt(path, name), note);
        if (value !== undefined) declared[name] = value;
      }
      if (!open) return declared as Members<S>;
      return { ...Object.fromEntries(others.map((name) => [name, source[name]])), ...declared } as Members<S>;
    },
  };
};

/** Members of one shape, for `members`. */
export const alike = <const N extends string, T>(
  shape: Shape<T>,
  ...names: readonly N[]
): Readonly<Record<N, Shape<T>>> => Object.fromEntries(names.map((name) => [name, shape])) as Record<N, Shape<T>>;

/** A longer list is left out of the message. */
const MOST_KNOWN = 12;

/** The problem of an unknown name. `what`: what the sentence calls it. */
export function unknownName(path: Path, what: string, name: string, known: readonly string[]): Problem {
  const hint = didYouMean(nearest(name, known));
  const list = known.length <= MOST_KNOWN ? `; there are ${known.join(", ")}` : "";
  return mistake(path, `unknown ${what}${hint ? ` (${hint})` : list}.`);
}

/** The members of an object; undefined, and noted, for anything else. */
function membersIn(json: unknown, path: Path, note: Note): Readonly<Record<string, unknown>> | undefined {
  if (isObject(json)) return json;
  note(wrongType(path, "an object", describe(json)));
  return undefined;
}
