import type { WordType } from "./text";
import { type Cty, integer, type Type } from "./type";

/** A JSON schema (2020-12), or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Of the values of a type as our files have them. */
export function schemaOf(type: Type<unknown>): JsonSchema {
  if (type.label === integer.label) return { type: "integer" };
  const { words } = type as Partial<WordType<string>>;
  // Other texts are accepted, so an editor only suggests these.
  return words ? { type: "string", examples: words } : schemaOfCty(type.cty);
}

function schemaOfCty(cty: Cty): JsonSchema {
  if (typeof cty === "string") return { type: { bool: "boolean" }[cty] ?? cty };
  const [kind, inner] = cty;
  if (kind === "list" || kind === "set") return { type: "array", items: schemaOrNull(schemaOfCty(inner as Cty)) };
  if (kind === "map") return { type: "object", additionalProperties: schemaOrNull(schemaOfCty(inner as Cty)) };
  return { type: "object" };
}

/** The same, or null. */
export const schemaOrNull = (schema: JsonSchema): JsonSchema =>
  typeof schema.type === "string" && !("const" in schema || "enum" in schema)
    ? { ...schema, type: [schema.type, "null"] }
    : { anyOf: [schema, { type: "null" }] };

/** Of an object with declared members, and with others where it is open. */
export const schemaOfMembers = (declarations: readonly (readonly [string, Declared])[], open: boolean): JsonSchema => ({
  type: "object",
  required: declarations.flatMap(([name, { isOptional }]) => (isOptional ? [] : [name])),
  ...(!open && { additionalProperties: false }),
  properties: Object.fromEntries(declarations.map(([name, { schema }]) => [name, schema])),
});

interface Declared {
  readonly schema: JsonSchema;
  readonly isOptional?: boolean;
}
