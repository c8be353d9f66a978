import { unquoted } from "./exact-json";
import type { Path } from "./path";
import type { Problem } from "./problem";
import { describe, invalidValue, wrongType } from "./wrong-type";

/** A value of a decoded configuration that Terraform does not know yet. */
export const UNKNOWN: unique symbol = Symbol("unknown");
export type Unknown = typeof UNKNOWN;

/** A type in cty's own JSON spelling: `"string"`, `["list","string"]`, `["object",{…}]`. */
export type Cty = string | readonly [string, Cty | { readonly [name: string]: Cty }];

/** What decoding found in addition to the value. */
export interface Decoding {
  readonly unknowns: Path[];
}

/** A type of values, with everything that depends on the type. */
export interface Type<T> {
  readonly cty: Cty;
  /** for messages: "a whole number" */
  readonly label: string;
  /** to plain data for Terraform: msgpack and JSON can carry it as it is */
  encode(value: T): unknown;
  /** from Terraform's plain data; UNKNOWN remains UNKNOWN, and its path is noted. Throws Problem wrong-type. */
  decode(wire: unknown, path: Path, decoding: Decoding): T;
  /** from a platform's JSON, in any spelling with one meaning. Throws Problem wrong-type. */
  parse(json: unknown, path: Path): T;
  /** to a platform's JSON, where that is not the value itself */
  unparse?(value: T): unknown;
  /** from an environment variable; undefined where the text is not a value of the type. Absent: the type has no text form. */
  fromText?(text: string): T | undefined;
  /** whether two values mean the same, in any spelling */
  same(a: T, b: T): boolean;
  /** throws for values of this type that a practitioner must not write; skips unknown ones */
  check?(value: T, path: Path): Problem[];
}

/** Decodes a value that may also be null or unknown, as every nested value may. */
export function decodeInner<T>(type: Type<T>, wire: unknown, path: Path, decoding: Decoding): T | null {
  if (wire === null || wire === undefined) return null;
  if (wire === UNKNOWN) {
    decoding.unknowns.push(path);
    return UNKNOWN as T;
  }
  return type.decode(wire, path, decoding);
}

/** Calls the type's own check for a value that is known and not null. */
export const checkInner = <T>(type: Type<T>, value: T | null, path: Path): Problem[] =>
  value === null || value === UNKNOWN ? [] : (type.check?.(value, path) ?? []);

/** Compares values of which either may be null. */
export const sameInner = <T>(type: Type<T>, a: T | null, b: T | null): boolean =>
  a === null || b === null ? a === b : type.same(a, b);

function scalar<T>(
  cty: string,
  label: string,
  accept: (value: unknown) => T | undefined,
  fromText: (text: string) => T | undefined,
  encode: (value: T) => unknown = (value) => value,
): Type<T> {
  const take = (value: unknown, path: Path): T => {
    const accepted = accept(value);
    if (accepted === undefined) throw wrongType(path, label, describe(value));
    return accepted;
  };
  return { cty, label, encode, decode: take, parse: take, fromText, same: (a, b) => a === b };
}

/** A text cut in the middle of a character: no encoding of Unicode can carry it, so it would arrive changed. */
const half = /\p{Surrogate}/u;

export function refuseHalf(text: string, path: Path): void {
  if (half.test(text)) throw wrongType(path, string.label, "a string with half a character (a lone surrogate)");
}

export const string: Type<string> = {
  ...scalar(
    "string",
    "a string",
    (value) => (typeof value === "string" ? value : undefined),
    (text) => text,
  ),
  parse: (json, path) => {
    if (typeof json !== "string") throw wrongType(path, string.label, describe(json));
    refuseHalf(json, path);
    return json;
  },
  // Terraform normalizes Unicode: a text that it returns may differ from the platform's spelling.
  same: (a, b) => a === b || a.normalize() === b.normalize(),
};

export const bool: Type<boolean> = {
  ...scalar(
    "bool",
    "true or false",
    (value) => (typeof value === "boolean" ? value : undefined),
    (text) => ({ true: true, "1": true, false: false, "0": false })[text.toLowerCase()],
  ),
  parse: (json, path) => {
    const value = unquoted(json);
    if (typeof value !== "boolean") throw wrongType(path, bool.label, describe(json));
    return value;
  },
};

/** cty numbers are decimals: they arrive as integers, doubles or decimal text, whichever is exact. */
function asNumber(value: unknown): number | undefined {
  if (!["number", "bigint", "string"].includes(typeof value)) return undefined;
  if (typeof value === "string" && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
const asInteger = (value: unknown): number | undefined => {
  const number = asNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
};

// A fraction leaves as decimal text: a double on the wire would reach HCL as its 50-digit binary expansion.
export const number: Type<number> = {
  ...scalar("number", "a number", asNumber, asNumber, (value) => (Number.isSafeInteger(value) ? value : String(value))),
  parse: (json, path) => {
    const value = unquoted(json);
    if (typeof value !== "number") throw wrongType(path, number.label, describe(json));
    return value;
  },
};

export const integer: Type<number> = {
  ...scalar("number", "a whole number", asInteger, asInteger),
  parse: (json, path) => {
    const value = unquoted(json);
    if (!Number.isSafeInteger(value)) throw wrongType(path, integer.label, describe(json));
    return value as number;
  },
};

/** The same type with a rule for its values: for elements, which have no attribute of their own to carry one. */
export const checked = <T>(type: Type<T>, check: (value: T) => string | undefined): Type<T> => ({
  ...type,
  check: (value, path) => invalidValue(path, check(value)),
});
