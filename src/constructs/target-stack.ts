import { type App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { type Product, productAttributes } from "../product/product";
import { printAsked } from "../reader/query";
import { oneLine, printValue } from "../schema/foreign-text";
import { listed, nearest, suggestion } from "../schema/nearest";
import { Problem } from "../schema/problem";
import { type LookUp, lookUpNow, recordedAnswer } from "../synth/look-up";
import type { Found } from "../synth/lookups";

// CDKTF_TARGET_STACK_ID names the only stack that a job needs. CDKTF reads it and synthesizes every stack all the same; a job with the
// keys of one environment would be stopped by the look-ups of the others.

const stackOf = (scope: IConstruct): TerraformStack | undefined =>
  scope.node.scopes.findLast((node): node is TerraformStack => TerraformStack.isStack(node));

const targetOf = (scope: IConstruct): string | undefined => (scope.node.root as Partial<App>).targetStackId;

/** The stack that a look-up is for, if the job needs another one. */
export function unwantedStack(scope: IConstruct): TerraformStack | undefined {
  const [stack, target] = [stackOf(scope), targetOf(scope)];
  return stack && target && target !== stack.node.id && target !== stack.node.path ? stack : undefined;
}

/** The answer to a look-up; undefined for a stack that the job does not need, where it is not recorded: that stack is left out. */
export function answerTo(scope: IConstruct, wanted: LookUp): Found | undefined {
  const stack = unwantedStack(scope);
  if (stack === undefined) return lookUpNow(scope, { ...wanted, ...hintFor(scope) });
  const found = recordedAnswer(scope, wanted);
  if (found === undefined) leaveOut(stack, `${printAsked(wanted.query)} for ${scope.node.path}`);
  return found;
}

/** A product of which nothing but the key is known, for the program of a stack that is left out. */
export const unknownProduct = (productKey: string, orgId: string | null): Product => ({
  ...(Object.fromEntries(Object.keys(productAttributes).map((name) => [name, null])) as unknown as Product),
  id: productKey,
  productKey,
  orgId,
});

const leftOut = new WeakSet<TerraformStack>();

/** Nothing is written of the stack: what was not read would stand in it. */
function leaveOut(stack: TerraformStack, what: string): void {
  if (leftOut.has(stack)) return;
  leftOut.add(stack);
  // Now all stacks of the app are there.
  stack.synthesizer = { synthesize: () => checkTarget(stack) };
  process.stderr.write(
    `cdktf-connect: stack ${oneLine(stack.node.path)} is left out: ${what} is not recorded, and CDKTF_TARGET_STACK_ID asks for ${oneLine(targetOf(stack) ?? "")} only\n`,
  );
}

const stacksOf = (scope: IConstruct): TerraformStack[] =>
  scope.node.root.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));

/** Throws Problem where no stack has the name: a job that synthesizes nothing must not be a success. */
function checkTarget(scope: IConstruct): void {
  const target = targetOf(scope) ?? "";
  const names = stacksOf(scope).map(({ node }) => node.path);
  if (stacksOf(scope).some(({ node }) => node.id === target || node.path === target)) return;
  throw new Problem("variable-invalid", {
    reason: `CDKTF_TARGET_STACK_ID: this app has no stack ${printValue(target)}.`,
    remedy: [suggestion(nearest(target, names)), `Its stacks are ${listed(names)}.`].filter(Boolean).join(" "),
  });
}

/** What else helps where a look-up of one of several stacks fails. */
function hintFor(scope: IConstruct): Pick<LookUp, "hint"> {
  const stack = stackOf(scope);
  if (stack === undefined || targetOf(scope)) return {};
  const example = stacksOf(scope).find((other) => other !== stack)?.node.path ?? "ID";
  return {
    hint: `If only another stack is needed here: CDKTF_TARGET_STACK_ID=${example} leaves out ${stack.node.path} where its values are not recorded.`,
  };
}
