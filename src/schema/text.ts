import { attempt } from "./attempt";
import { isProblem } from "./problem";
import { sortMembers } from "./stable-text";
import { string, type Type } from "./type";
import { describe, invalidValue, wrongType } from "./wrong-type";

/** Text with well-known values. Other texts are accepted: tokens, and values that a platform adds later. */
export interface WordType<W extends string> extends Type<W | (string & {})> {
  readonly words: readonly W[];
}

export const words = <const W extends string>(...known: readonly W[]): WordType<W> => ({ ...string, words: known });

/** The well-known values of a type, if it has any. */
export const wordsOf = (type: Type<unknown>): readonly string[] | undefined =>
  (type as Partial<WordType<string>>).words;

/** RFC 3339 has four digits for the year. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/** The same text for every RFC 3339 spelling of one point in time; undefined for any other text. */
function momentOf(text: string): string | undefined {
  const [, day = "", time, fraction = "", offset] = RFC_3339.exec(text.toUpperCase()) ?? [];
  const seconds = Date.parse(`${day}T${time}${offset}`);
  // JavaScript parses 30 February as 1 March.
  const date = Number(day.slice(-2));
  const isDay = date <= 28 || new Date(Date.parse(day)).getUTCDate() === date;
  // Fractions as text: JavaScript cuts them off after milliseconds.
  return Number.isNaN(seconds) || !isDay ? undefined : `${seconds}.${fraction.replace(/0+$/, "")}`;
}

const same =
  (meaning: (text: string) => string | undefined) =>
  (a: string, b: string): boolean =>
    a === b || (meaning(a) !== undefined && meaning(a) === meaning(b));

const checkMeaning =
  (meaning: (text: string) => string | undefined, reason: string): NonNullable<Type<string>["check"]> =>
  (value, path) =>
    invalidValue(path, meaning(value) === undefined ? reason : undefined);

/** All milliseconds of 2001 to 2286. Shorter and longer digits may be a date, or seconds. */
const MILLISECONDS = /^\d{13}$/;

/** The milliseconds since 1970 that a platform means; NaN for what could mean several times, or none. */
function millisecondsOf(json: unknown): number {
  // Ten digits are the seconds of 2001 to 2286, or the milliseconds of January to April 1970.
  if (typeof json !== "string")
    return Number.isSafeInteger(json) && !/^\d{10}$/.test(String(json)) ? (json as number) : Number.NaN;
  if (MILLISECONDS.test(json)) return Number(json);
  return momentOf(json) === undefined ? Number.NaN : Date.parse(json.toUpperCase().replace(" ", "T"));
}

/** A point in time: milliseconds since 1970 on a platform's wire, RFC 3339 text in Terraform. */
export const timestamp: Type<string> = {
  ...string,
  label: "a time in milliseconds since 1970",
  parse: (json, path) => {
    const time = new Date(millisecondsOf(json));
    if (Number.isNaN(time.getTime()) || time.getTime() > LAST_MOMENT)
      throw wrongType(path, timestamp.label, describe(json));
    return time.toISOString();
  },
  unparse: (value) => Date.parse(value),
  same: same(momentOf),
  check: checkMeaning(momentOf, 'It must be a time as RFC 3339 writes it, such as "2020-02-28T03:40:55Z".'),
};

/** The same text for every spelling of one JSON value; undefined for any other text. */
const canonical = (text: string): string | undefined =>
  attempt(() => JSON.stringify(JSON.parse(text.normalize()), sortMembers));

/** Any value from a platform, as JSON text with sorted keys, so that their order on the wire makes no difference. */
export const json: Type<string> = {
  ...string,
  label: "JSON",
  parse: (value, path) => {
    try {
      return JSON.stringify(value, (key, member) => {
        if (typeof member === "bigint") throw wrongType(path, "JSON", `${describe(member)} in it`);
        return sortMembers(key, member);
      });
    } catch (error) {
      throw isProblem(error, "wrong-type") ? error : wrongType(path, "JSON of a sensible depth", describe(value));
    }
  },
  unparse: (value) => JSON.parse(value),
  same: same(canonical),
  check: checkMeaning(canonical, "It must be JSON text; jsonencode writes it."),
};
