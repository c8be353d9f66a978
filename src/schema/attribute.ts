import type { WordType } from "./text";
import type { Type } from "./type";

/** Terraform's modes: whether the practitioner or the provider sets the value. */
export type Mode = "required" | "optional" | "optional-computed" | "computed";

/** One attribute. Terraform's schema, types, bindings and docs are all derived from this declaration. */
export interface Attribute<T, M extends Mode = Mode> {
  readonly mode: M;
  readonly type: Type<T>;
  /** markdown: shown by Terraform, editors and the docs */
  readonly description: string;
  readonly sensitive?: boolean;
  /** of a setting: part of where values come from, without which a recorded value means nothing */
  readonly identity?: boolean;
  /** changes without a change of the product, or only records that there was one: not drift by itself */
  readonly volatile?: boolean;
  /** What is wrong with a value the practitioner wrote, as a sentence; undefined when nothing is. */
  readonly check?: (value: T) => string | undefined;
}

type Extras<T> = Pick<Attribute<T>, "sensitive" | "identity" | "volatile" | "check">;

const define =
  <M extends Mode>(mode: M) =>
  <T>(type: Type<T>, description: string, extras: Extras<T> = {}): Attribute<T, M> => ({
    mode,
    type,
    description,
    ...extras,
  });

export const required = define("required");
export const optional = define("optional");
/** Set by the provider unless the practitioner sets it. */
export const optionalComputed = define("optional-computed");
export const computed = define("computed");

/** An optional argument that accepts only the words of its type. */
export const optionalWord = <W extends string>(type: WordType<W>, description: string) =>
  optional(type, description, { check: oneOf(type.words) });

const oneOf =
  (allowed: readonly string[]) =>
  (value: string): string | undefined =>
    allowed.includes(value) ? undefined : `It must be ${allowed.join(" or ")}; it is ${JSON.stringify(value)}.`;

// biome-ignore lint/suspicious/noExplicitAny: a table holds attributes of every type
export type Attributes = Readonly<Record<string, Attribute<any>>>;

/** The TypeScript value that a table of attributes describes: null where there is no value. */
export type Values<A extends Attributes> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T, infer M> ? (M extends "required" ? T : T | null) : never;
};
