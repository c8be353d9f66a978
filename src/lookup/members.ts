import { describe, ShapeError } from "../schema/error";
import { attributeAt, type Path } from "../schema/path";

/** The members of a JSON object; throws ShapeError for anything else, and for a member that is not among the known ones. */
export function members(json: unknown, path: Path, known?: readonly string[]): Record<string, unknown> {
  if (json === null || typeof json !== "object" || Array.isArray(json))
    throw new ShapeError(path, "an object", describe(json));
  const stranger = Object.keys(json).find((name) => known?.includes(name) === false);
  if (stranger !== undefined) throw new ShapeError(attributeAt(path, stranger), "nothing", "an unknown member");
  return json as Record<string, unknown>;
}

/** Throws ShapeError for anything but a text. */
export function text(value: unknown, path: Path): string {
  if (typeof value !== "string") throw new ShapeError(path, "a string", describe(value));
  return value;
}
