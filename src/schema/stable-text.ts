import { isObject } from "./is-object";

/** JSON with the members of every object in one order. */
export const stableText = (value: unknown, indent?: number): string => JSON.stringify(value, sortMembers, indent);

/** For JSON.stringify: the members of every object in one order. */
export const sortMembers = (_: string, value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
