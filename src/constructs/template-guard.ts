import { TerraformElement, TerraformStack } from "cdktf";
import type { Product } from "../product/product";
import { printValue } from "../schema/foreign-text";
import { Problem } from "../schema/problem";
import { type ProductAtSynth, watched } from "../synth/reads";
import { hasTemplates, remember, withoutForeign } from "./foreign-templates";
import { guardElement, isLiteral, warnOfTemplates } from "./guarded-element";
import { mapTexts } from "./map-texts";

// A platform's text must remain text in every stack. Who acts, in this order: `handOut` gives the program a product and notes each
// text that it reads; `foreign-templates` remembers those that a stack could interpret; the first of them makes `guardStacks` patch
// the library. At synth, `guarded-element` walks what each element writes (`map-texts`), `foreign-templates` finds the remembered texts
// in it and escapes them, and `warnOfTemplates` says what is left. `hcl` and `hcl-text` do the same for our own elements in HCL.

/** The product for the program. Texts that the program reads from it remain plain text in every stack. */
export const handOut = (product: Product): ProductAtSynth => watched(product, noteText);

/** Records a text that the program reads; the first one that a stack could interpret installs the guard. Throws Problem. */
export function noteText(text: string): void {
  if (text.includes("TfToken["))
    throw new Problem("value-token-shaped", {
      reason: `A product of the platform contains ${printValue(text)}. A stack cannot distinguish it from a token of the library, so the program cannot read it.`,
      remedy: "Have it changed on the platform, or use the attribute of the construct itself, which is safe.",
    });
  if (remember(text)) guardStacks();
}

let isGuarded = false;

/**
 * Makes every stack write platform texts as plain text. It patches the library's own class, because all stacks of an app share no
 * other code, in JSON and HCL; apps without such a text are not patched.
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
  // Later, a warning would not reach the manifest.
  TerraformStack.prototype.runAllValidations = function () {
    const elements = guardStack(this);
    // Computed once: an app may have read thousands of texts, and have thousands of elements.
    if (hasTemplates()) elements.forEach(warnOfTemplates);
    return runAllValidations.call(this);
  };
}

function guardStack(stack: TerraformStack): TerraformElement[] {
  const elements = stack.node
    .findAll()
    .filter((node): node is TerraformElement => TerraformElement.isTerraformElement(node) && node.cdktfStack === stack);
  elements.forEach(guardElement);
  // Overrides of the stack itself belong to no element.
  const { rawOverrides } = stack as unknown as { readonly rawOverrides: Record<string, unknown> };
  const plain = mapTexts(rawOverrides, withoutForeign, isLiteral) as typeof rawOverrides;
  for (const name of Object.keys(rawOverrides)) delete rawOverrides[name];
  Object.assign(rawOverrides, plain);
  return elements;
}
