import { Annotations, TerraformElement, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { printValue } from "../schema/foreign-text";

/** A token of the library, as it stands in a text, a list or the keys of a map. */
const whole = /[$#&]\{TfToken\[[\w.-]+\]\}/g;
/** A part of one, in any case: what `slice`, `toUpperCase` or `split` leave of it. */
const part = /TfToken\[|\bTOKEN\.\d+\]/i;
/** Its beginning, cut off. */
const cut = /(?<![$%])[$#&]\{(?:Tf?|TfT\w*)$/;
/** The library encodes numbers as negative ones of about this size; no program computes with such numbers. */
const HUGE = -1e280;
const huge = /-\d+(?:\.\d+)?e\+2[89]\d|-\d+(?:\.\d+)?e\+30\d/g;

const isSpoiledNumber = (value: number): boolean => value < HUGE && !Token.isUnresolved(value);

function isSpoiledText(text: string): boolean {
  const left = text.replace(whole, "");
  return (
    part.test(left) || cut.test(left) || (text.match(huge) ?? []).some((number) => isSpoiledNumber(Number(number)))
  );
}

/** Paths of values that were tokens until the program calculated with them or changed their text. */
function spoiledIn(value: unknown, path: string): string[] {
  if (typeof value === "number") return isSpoiledNumber(value) ? [`${path} (${value})`] : [];
  if (typeof value === "string") return isSpoiledText(value) ? [`${path} (${printValue(value)})`] : [];
  if (value === null || typeof value !== "object" || Tokenization.isResolvable(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    return [...(isSpoiledText(name) ? [`a key of ${path}`] : []), ...spoiledIn(member, inner)];
  });
}

const warned = new WeakSet<TerraformElement>();

/**
 * Warns of an element that writes what is left of a token: `meter.maxValidDay * 24` is a number for TypeScript, and nonsense for
 * Terraform. A condition on a token, such as `meter.maxValidDay > 365`, leaves no trace.
 */
export function warnOfSpoiledTokens(node: IConstruct): void {
  if (!TerraformElement.isTerraformElement(node) || warned.has(node)) return;
  const found = spoiledIn(node.toTerraform(), "");
  if (found.length === 0) return;
  warned.add(node);
  Annotations.of(node).addWarning(
    `${found.join(", ")}: what is left of a value that is only known at plan time, after the program calculated with it or changed its text. ` +
      "Use the value at synth time (.atSynth.maxValidDay instead of .maxValidDay), or have Terraform calculate (Fn, or an expression in a text).",
  );
}
