import type { Attributes } from "../../schema/attribute";
import { type Path, printPath } from "../../schema/path";
import { Problem } from "../../schema/problem";
import { checkInner, type Decoding, UNKNOWN } from "../../schema/type";
import type { Element } from "../provider";
import { blockType } from "./block-type";
import { decodeDynamicValue } from "./dynamic-value";
import type { DynamicValue } from "./gen/tfplugin6";

/** A decoded block, and the paths of unknown values. */
export interface Config {
  // biome-ignore lint/suspicious/noExplicitAny: the table is only known where the definition was written
  readonly values: any;
  readonly unknowns: readonly Path[];
}

/** The problem of a configuration that is used before all of it is known. */
export const notKnownYet = (path: Path): Problem =>
  new Problem("value-not-known", {
    path,
    reason: `It can only be read once Terraform knows ${path.length > 0 ? printPath(path) : "the configuration"}. Terraform normally waits for that.`,
  });

/** Decodes a block. An absent block is one without values. */
export function decodeConfig(attributes: Attributes, carrier: DynamicValue | undefined): Config {
  const wire = (carrier && decodeDynamicValue(carrier)) ?? {};
  if (wire === UNKNOWN) throw notKnownYet([]);
  const decoding: Decoding = { unknowns: [] };
  const values = blockType(attributes).decode(wire, [], decoding);
  return { values, unknowns: decoding.unknowns };
}

/** A definition's table, and its rules across attributes. */
export type Checked = Pick<Element<unknown>, "attributes" | "validate">;

/** All mistakes in a block: first of its attributes, then of the rules across them, which rely on valid attributes. */
export function checkConfig({ attributes, validate }: Checked, { values }: Config): Problem[] {
  const problems = checkInner(blockType(attributes), values, []);
  return problems.length > 0 ? problems : (validate?.(values) ?? []);
}
