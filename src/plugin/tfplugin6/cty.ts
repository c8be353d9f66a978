import type { Path, Step } from "../../schema/path";
import type { Cty } from "../../schema/type";
import { describe, wrongType } from "../../schema/wrong-type";

interface Misfit {
  readonly path: Path;
  readonly expected: string;
  readonly found: unknown;
}

type Member = readonly [step: Step, type: Cty, value: unknown];

/** Throws Problem wrong-type if plain data does not have its cty type. Null has every type. */
export function assertFits(cty: Cty, value: unknown): void {
  const misfit = findMisfit(cty, value);
  if (misfit) throw wrongType(misfit.path, `a ${misfit.expected}`, describe(misfit.found));
}

function findMisfit(cty: Cty, value: unknown): Misfit | undefined {
  if (value === null) return undefined;
  const members = membersOf(cty, value);
  if (members === undefined) return { path: [], expected: typeof cty === "string" ? cty : cty[0], found: value };
  for (const [step, type, member] of members) {
    const misfit = findMisfit(type, member);
    if (misfit) return { ...misfit, path: [step, ...misfit.path] };
  }
  return undefined;
}

/** The parts of a value of this type; undefined if it has another type. */
function membersOf(cty: Cty, value: unknown): readonly Member[] | undefined {
  if (typeof cty === "string") return primitives[cty]?.(value) ? [] : undefined;
  const [kind, inner] = cty;
  if (Array.isArray(value))
    return kind === "list" || kind === "set" ? value.map((item, key) => [{ key }, inner as Cty, item]) : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (kind === "map") return Object.entries(value).map(([key, item]) => [{ key }, inner as Cty, item]);
  if (kind !== "object") return undefined;
  const members = value as Record<string, unknown>;
  return Object.entries(inner as Readonly<Record<string, Cty>>).map(([attribute, type]) => [
    { attribute },
    type,
    members[attribute],
  ]);
}

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  number: isExactNumber,
};

/** An integer, or decimal text for other numbers: a double would reach HCL as its 50-digit binary expansion. */
function isExactNumber(value: unknown): boolean {
  return typeof value === "string" ? /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) : Number.isSafeInteger(value);
}
