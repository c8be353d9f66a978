import {
  Annotations,
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  type TerraformElement,
  type TerraformResource,
  Tokenization,
} from "cdktf";
import { printValue } from "../schema/foreign-text";
import {
  hasBraces,
  templateIn,
  withoutForeign,
  withoutForeignCode,
  withoutForeignDirectives,
} from "./foreign-templates";
import { mapTexts, type TextPath } from "./map-texts";

/** The original output of an element. */
const unguarded = new WeakMap<TerraformElement, () => unknown>();

/** Makes an element write platform texts as plain text. */
export function guardElement(element: TerraformElement): void {
  if (unguarded.has(element)) return;
  const { toTerraform, toHclTerraform } = element;
  const written = () => toTerraform.call(element);
  unguarded.set(element, written);
  element.toTerraform = () => (hasBraces() ? guarded(element, written(), withoutForeign, isLiteral) : written());
  // Our own elements escape their texts for HCL themselves.
  if ((element as TerraformResource).terraformGeneratorMetadata?.providerName !== "connect")
    element.toHclTerraform = () => guarded(element, toHclTerraform.call(element), withoutForeignCode, isComment);
}

/** Metadata of the library. */
const isComment = (path: TextPath): boolean => path.at(-1) === "//";

/** The parts of Terraform's JSON without templates: an escape would change the text. */
export const isLiteral = (path: TextPath): boolean =>
  isComment(path) ||
  ["variable", "terraform"].includes(path[0] ?? "") ||
  (path[0] === "output" && path.at(-1) === "description");

function guarded(
  element: TerraformElement,
  written: unknown,
  map: (text: string) => string,
  skip: (path: TextPath) => boolean,
): unknown {
  const resolver = new TextResolver(map);
  const options = { scope: element.cdktfStack, resolver, preparing: false };
  return mapTexts(Tokenization.resolve(mapTexts(written, map, skip), options), withoutForeignDirectives, skip);
}

/** Tokens for texts of the program are resolved; those for expressions are left to the library. */
class TextResolver extends DefaultTokenResolver {
  constructor(private readonly map: (text: string) => string) {
    super(new StringConcat());
  }

  resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const isText = "resolveLazy" in token || token.constructor.name === "Intrinsic";
    if (!isText) return super.resolveToken(token, context, postProcessor);
    const resolve = (inner: IResolveContext) => mapTexts(token.resolve(inner), this.map);
    const plain: IResolvable = { creationStack: token.creationStack, toString: () => token.toString(), resolve };
    return super.resolveToken(plain, context, postProcessor);
  }
}

/** A remaining template may be the author's own, or a platform's text in a form that is not recognized. */
export function warnOfTemplates(element: TerraformElement): void {
  const found = new Map<string, string>();
  const look = (text: string, path: TextPath) => {
    const template = templateIn(withoutForeign(text));
    if (template !== undefined) found.set(path.join("."), template);
    return text;
  };
  mapTexts(unguarded.get(element)?.(), look, isLiteral);
  for (const [path, template] of found)
    Annotations.of(element).addWarning(
      `${path} contains the template ${printValue(template)}, which Terraform evaluates, and this program has read a product whose text is a template. ` +
        "If it comes from such a text, use the attribute of the construct itself instead (a token).",
    );
}
