import type { Attributes } from "../../schema/attribute";
import { type Path, printPath } from "../../schema/path";
import { Problem } from "../../schema/problem";
import { checkInner, type Decoding, UNKNOWN } from "../../schema/type";
import type { Configured } from "../provider";
import { blockType } from "./block-type";
import { decodeDynamicValue } from "./dynamic-value";
import type { DynamicValue } from "./gen/tfplugin6";

/** What Terraform sent for a block, and where it does not know values yet. */
export interface Config {
  // biome-ignore lint/suspicious/noExplicitAny: the table is only known where the definition was written
  readonly values: any;
  readonly unknowns: readonly Path[];
}

/** Configuration that can only be used once Terraform knows all of it. */
export const notKnownYet = (path: Path): Problem =>
  new Problem("value-not-known", {
    path,
    reason: `It can only be read once Terraform knows ${path.length > 0 ? printPath(path) : "the configuration"}. Terraform normally waits for that by itself.`,
  });

/** Reads a block. An absent block is one with nothing set. */
export function decodeConfig(attributes: Attributes, carrier: DynamicValue | undefined): Config {
  const wire = (carrier && decodeDynamicValue(carrier)) ?? {};
  if (wire === UNKNOWN) throw notKnownYet([]);
  const decoding: Decoding = { unknowns: [] };
  const values = blockType(attributes).decode(wire, [], decoding);
  return { values, unknowns: decoding.unknowns };
}

/** A definition's table, and its rules across attributes. */
export interface Checked {
  readonly attributes: Attributes;
  // biome-ignore lint/suspicious/noExplicitAny: see Config
  readonly validate?: (config: Configured<any>) => Problem[];
}

/** Everything wrong with a block: its attributes one by one, then the rules across them, which may rely on the first. */
export function checkConfig({ attributes, validate }: Checked, { values }: Config): Problem[] {
  const problems = checkInner(blockType(attributes), values, []);
  return problems.length > 0 ? problems : (validate?.(values) ?? []);
}
