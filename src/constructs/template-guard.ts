import { TerraformElement, TerraformStack } from "cdktf";
import type { Product } from "../product/product";
import { printValue } from "../schema/foreign-text";
import { Problem } from "../schema/problem";
import { type ProductAtSynth, watched } from "../synth/reads";
import { hasTemplates, remember, withoutForeign } from "./foreign-templates";
import { guardElement, isLiteral, warnOfTemplates } from "./guarded-element";
import { mapTexts } from "./map-texts";

/** Hands a product to the program. What of its texts the program reads stays text where a stack writes it. */
export const handOut = (product: Product): ProductAtSynth => watched(product, noteText);

/** Remembers a text that the program reads; the first one that could be more than text puts the guard up. Throws Problem. */
export function noteText(text: string): void {
  if (text.includes("TfToken["))
    throw new Problem("value-token-shaped", {
      reason: `A product of the platform holds ${printValue(text)}. A stack cannot distinguish it from a token of the library, so it is not handed to the program.`,
      remedy:
        "Have it changed on the platform, or leave it to Terraform: the attribute of the construct itself is safe.",
    });
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
    const elements = guardStack(this);
    // Asked once: an app may have read thousands of texts, and have thousands of elements.
    if (hasTemplates()) elements.forEach(warnOfTemplates);
    return runAllValidations.call(this);
  };
}

function guardStack(stack: TerraformStack): TerraformElement[] {
  const elements = stack.node
    .findAll()
    .filter((node): node is TerraformElement => TerraformElement.isTerraformElement(node) && node.cdktfStack === stack);
  elements.forEach(guardElement);
  // What was set by addOverride on the stack itself belongs to no element.
  const { rawOverrides } = stack as unknown as { readonly rawOverrides: Record<string, unknown> };
  const plain = mapTexts(rawOverrides, withoutForeign, isLiteral) as typeof rawOverrides;
  for (const name of Object.keys(rawOverrides)) delete rawOverrides[name];
  Object.assign(rawOverrides, plain);
  return elements;
}
