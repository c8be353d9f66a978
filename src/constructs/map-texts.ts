import { Tokenization } from "cdktf";

/** The path of a text in the output of an element. */
export type TextPath = readonly string[];

/** The same plain data with other texts, keys included; tokens and paths that `skip` accepts are kept. */
export function mapTexts(
  value: unknown,
  map: (text: string, path: TextPath) => string,
  skip: (path: TextPath) => boolean = () => false,
  path: TextPath = [],
): unknown {
  if (skip(path)) return value;
  if (typeof value === "string") return map(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, map, skip, [...path, String(index)]));
  if (value === null || typeof value !== "object" || Tokenization.isResolvable(value)) return value;
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [map(key, path), mapTexts(member, map, skip, [...path, key])]),
  );
}
