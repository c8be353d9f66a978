import {
  Annotations,
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  TerraformElement,
  TerraformStack,
  Tokenization,
} from "cdktf";
import { LookupError } from "../lookup/error";
import { type ProductAtSynth, watched } from "../lookup/reads";
import type { Product } from "../product/product";
import { printValue } from "../schema/foreign-text";
import { hasTemplates, remember, templateIn, withoutForeign, withoutForeignDirectives } from "./foreign-templates";

/** Hands a product to the program. What of its texts the program reads is no template where a stack writes it. */
export const handOut = (product: Product): ProductAtSynth => watched(product, noteText);

/** Remembers a text that the program reads; the first one that could be a template puts the guard up. Throws LookupError. */
export function noteText(text: string): void {
  if (text.includes("TfToken["))
    throw new LookupError(
      "Text that looks like a token",
      `A product of the platform holds ${printValue(text)}. No stack could tell it from a token of the library, so it is not handed to the program. ` +
        "Have it changed on the platform, or leave it to Terraform: the attribute of the construct itself is safe.",
    );
  if (remember(text)) guardStacks();
}

let isGuarded = false;

/**
 * Makes every stack write platform texts as plain text. A patch of the library's own class, because there is no other place that all
 * stacks of an app come through, in JSON and HCL, and because no app without such a text ever gets it.
 */
function guardStacks(): void {
  if (isGuarded) return;
  isGuarded = true;
  const { toTerraform, toHclTerraform, runAllValidations } = TerraformStack.prototype;
  TerraformStack.prototype.toTerraform = function () {
    guardStack(this);
    return toTerraform.call(this);
  };
  TerraformStack.prototype.toHclTerraform = function () {
    guardStack(this);
    return toHclTerraform.call(this);
  };
  // The last moment at which a warning still reaches the manifest.
  TerraformStack.prototype.runAllValidations = function () {
    guardStack(this);
    if (hasTemplates()) elementsOf(this).forEach(warnOfTemplates);
    return runAllValidations.call(this);
  };
}

function guardStack(stack: TerraformStack): void {
  elementsOf(stack).forEach(guardElement);
  // What was set by addOverride on the stack itself belongs to no element.
  const { rawOverrides } = stack as unknown as { readonly rawOverrides: Record<string, unknown> };
  const plain = mapTexts(rawOverrides, withoutForeign, isLiteral) as typeof rawOverrides;
  for (const name of Object.keys(rawOverrides)) delete rawOverrides[name];
  Object.assign(rawOverrides, plain);
}

const elementsOf = (stack: TerraformStack): TerraformElement[] =>
  stack.node
    .findAll()
    .filter((node): node is TerraformElement => TerraformElement.isTerraformElement(node) && node.cdktfStack === stack);

/** What an element writes by itself, before it was guarded. */
const unguarded = new WeakMap<TerraformElement, () => unknown>();

function guardElement(element: TerraformElement): void {
  if (unguarded.has(element)) return;
  const { toTerraform, toHclTerraform } = element;
  unguarded.set(element, () => toTerraform.call(element));
  element.toTerraform = () => guardedText(element, toTerraform.call(element), isLiteral);
  element.toHclTerraform = () => guardedText(element, toHclTerraform.call(element), isComment);
}

type Skip = (path: readonly string[]) => boolean;

/** Metadata of the library. */
const isComment: Skip = (path) => path.includes("//");

/** What Terraform's JSON takes as it is: escaped, it would be another text. */
const isLiteral: Skip = (path) =>
  isComment(path) ||
  path[0] === "variable" ||
  path[0] === "terraform" ||
  (path[0] === "output" && path.at(-1) === "description");

function guardedText(element: TerraformElement, written: unknown, skip: Skip): unknown {
  const scope = element.cdktfStack;
  const resolved = Tokenization.resolve(mapTexts(written, withoutForeign, skip), {
    scope,
    resolver: new Resolver(new StringConcat()),
    preparing: false,
  });
  return mapTexts(resolved, withoutForeignDirectives, skip);
}

/** Tokens that stand for a text of the program are texts of the program; those for an expression are the library's business. */
class Resolver extends DefaultTokenResolver {
  resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const isText = "resolveLazy" in token || token.constructor.name === "Intrinsic";
    if (!isText) return super.resolveToken(token, context, postProcessor);
    const resolve = (inner: IResolveContext) => mapTexts(token.resolve(inner), withoutForeign, () => false);
    const plain: IResolvable = { creationStack: token.creationStack, toString: () => token.toString(), resolve };
    return super.resolveToken(plain, context, postProcessor);
  }
}

/** What is still a template may be the author's own, or a platform's text in a form that is not known again. */
function warnOfTemplates(element: TerraformElement): void {
  const found = new Map<string, string>();
  const look = (text: string, path: readonly string[]) => {
    const template = templateIn(withoutForeign(text));
    if (template !== undefined) found.set(path.join("."), template);
    return text;
  };
  mapTexts(unguarded.get(element)?.(), look, isLiteral);
  for (const [path, template] of found)
    Annotations.of(element).addWarning(
      `${path} holds the template ${printValue(template)}, which Terraform evaluates, and this program has read a product whose text is a template. ` +
        "If this one is made of such a text, use the attribute of the construct itself instead (a token).",
    );
}

/** The same value with other texts, keys included; tokens stay. */
function mapTexts(
  value: unknown,
  map: (text: string, path: readonly string[]) => string,
  skip: Skip,
  path: readonly string[] = [],
): unknown {
  if (skip(path)) return value;
  if (typeof value === "string") return map(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, map, skip, [...path, String(index)]));
  if (value === null || typeof value !== "object" || Tokenization.isResolvable(value)) return value;
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [map(key, path), mapTexts(member, map, skip, [...path, key])]),
  );
}
