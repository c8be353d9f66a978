import { attributeAt, type Path } from "../schema/path";
import { describe, wrongType } from "../schema/wrong-type";
import { LookupError } from "./error";

/** The members of a JSON object; throws Problem wrong-type for anything else, and for a member that is not among the known ones. */
export function members(json: unknown, path: Path, known?: readonly string[]): Record<string, unknown> {
  if (json === null || typeof json !== "object" || Array.isArray(json))
    throw wrongType(path, "an object", describe(json));
  const stranger = Object.keys(json).find((name) => known?.includes(name) === false);
  if (stranger !== undefined) throw wrongType(attributeAt(path, stranger), "nothing", "an unknown member");
  return json as Record<string, unknown>;
}

/** Throws Problem wrong-type for anything but a text. */
export function text(value: unknown, path: Path): string {
  if (typeof value !== "string") throw wrongType(path, "a string", describe(value));
  return value;
}

/** The members of a JSON object that holds nothing but texts; throws Problem wrong-type. */
export function texts(json: unknown, path: Path): Record<string, string> {
  const all = members(json, path);
  for (const [name, value] of Object.entries(all)) text(value, attributeAt(path, name));
  return all as Record<string, string>;
}

/** Throws an explained error for a file of any format but the known one; a newer one may mean something else by the same words. */
export function checkVersion(version: unknown, known: number): void {
  if (Number.isSafeInteger(version) && (version as number) > known)
    throw new LookupError(
      "",
      `It was written by a newer cdktf-connect (format ${version}; this one reads ${known}). Upgrade cdktf-connect here.`,
    );
  if (version !== known) throw wrongType(attributeAt([], "version"), String(known), describe(version));
}
