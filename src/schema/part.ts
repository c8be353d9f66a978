import { atMost } from "./at-most";
import { printValue } from "./foreign-text";
import { isObject } from "./is-object";
import { stableText } from "./stable-text";
import type { Difference } from "./walk";

/** What differs in an attribute: of two maps one member, of anything else the value. */
export interface Part {
  /** undefined: the whole value */
  readonly member?: string;
  /** undefined: the map has no such member */
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The parts of a difference, those of maps in the order of their names. */
export function partsOf({ expected, actual }: Partial<Pick<Difference, "expected" | "actual">>): Part[] {
  if (!isObject(expected) || !isObject(actual)) return [{ expected, actual }];
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return names
    .map((member) => ({ member, expected: memberOf(expected, member), actual: memberOf(actual, member) }))
    .filter((part) => meaning(part.expected) !== meaning(part.actual));
}

const memberOf = (map: Readonly<Record<string, unknown>>, member: string): unknown =>
  Object.hasOwn(map, member) ? map[member] : undefined;

const meaning = (value: unknown): string | undefined =>
  value === undefined ? undefined : stableText(value).normalize();

/** More members than this are only counted. */
const MAX_MEMBERS = 20;

/** Each part of a difference as `print` writes it. */
export function printParts(difference: Parameters<typeof partsOf>[0], print: (part: Part) => string): string[] {
  return [...atMost(MAX_MEMBERS, partsOf(difference).map(print), (rest) => `… and ${rest} more members`)];
}

/** `productTags["zone"]` */
export const printPart = (attribute: string, { member }: Part): string =>
  member === undefined ? attribute : `${attribute}[${printValue(member)}]`;

/** One side of a part, safe to show. */
export const printSide = (value: unknown, longest?: number): string =>
  value === undefined ? "absent" : printValue(value, longest);
