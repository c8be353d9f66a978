import { isObject } from "./is-object";

/** JSON with the members of every object in one order. */
export const stableText = (value: unknown, indent?: number): string => JSON.stringify(sorted(value), undefined, indent);

/** The value with the members of every object in one order; itself if they are: files of ours have tens of thousands of objects. */
export const sorted = (value: unknown): unknown => (isSorted(value) ? value : sortAll(value));

function isSorted(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isSorted);
  if (!isPlain(value)) return true;
  let before = "";
  for (const name of Object.keys(value)) {
    if (before > name || !isSorted(value[name])) return false;
    before = name;
  }
  return true;
}

function sortAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortAll);
  if (!isPlain(value)) return value;
  return sortMembers("", Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sortAll(member)])));
}

/** JSON.stringify asks other objects what their JSON is. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && typeof value.toJSON !== "function";

/** For JSON.stringify: the members of every object in one order. */
export const sortMembers = (_: string, value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
