import { Fn, type IResolveContext, Token, Tokenization } from "cdktf";
import { escapeUnits } from "../schema/foreign-text";
import { withoutForeign } from "./foreign-templates";
import { escapable, escaped } from "./hcl-text";

type Members = Readonly<Record<string, unknown>>;

/**
 * Arguments of a block for CDKTF's HCL writer. The writer treats nested attributes as blocks, which Terraform refuses, and a list in
 * a map as another map, and escapes almost nothing: so it gets only maps and values, with escaped texts.
 */
export const hclArguments = (written: Members): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(written)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value: inHcl(value), isBlock: false, ...writer(value) }]),
  );

/** As a "string", a text of several lines would become a heredoc with an additional line break. */
const writer = (value: unknown) =>
  typeof value === "number" || typeof value === "boolean"
    ? { type: "simple", storageClassType: typeof value }
    : { type: "map" };

function inHcl(value: unknown): unknown {
  if (typeof value === "string") return escapable.test(value) ? text(value) : withoutForeign(value);
  if (Array.isArray(value)) return Fn.tolist(Token.isUnresolved(value) ? value : value.map(text));
  if (value === null || typeof value !== "object" || Tokenization.isResolvable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [key(name), inHcl(member)]));
}

/** A token, so that it is not escaped again; the author's own templates are kept. */
function text(value: unknown): unknown {
  const plain = typeof value === "string" ? withoutForeign(value) : value;
  if (typeof plain !== "string" || isTemplate(plain)) return plain;
  const inside = escaped(plain);
  const resolve = ({ suppressBraces }: IResolveContext) => (suppressBraces ? `"${inside}"` : inside);
  return Token.asString({ resolve, creationStack: [], toString: () => inside });
}

const isTemplate = (value: string) => /(?<!\$)\$\{|(?<!%)%\{/.test(value) || Token.isUnresolved(value);

/** Keys that need quotes although the writer only quotes those with other characters than letters, digits and dashes. */
function key(written: string): string {
  const name = withoutForeign(written);
  if (name === "") return '${""}';
  if (/^-|^for$/.test(name)) return escapeUnits(name.charAt(0)) + escaped(name.slice(1));
  return isTemplate(name) ? name : escaped(name);
}
