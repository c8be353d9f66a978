import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { packageRoot } from "../mirror/package";
import { version } from "../version";
import { entryPointOf, library } from "./library";

/**
 * Throws where an element of ours, by its exported name, could not work in a scope: its stack is of the other library or of another
 * copy of this one, or another copy of this package is at work there. Returns the scope, so that a constructor can ask first.
 */
export function checkScope<Scope extends IConstruct>(scope: Scope, element: string): Scope {
  const { scopes, root } = scope.node;
  // Stacks of both libraries may be in one app. A look-up may come from outside of any stack.
  const stack = scopes.findLast((node) => TerraformStack.isStack(node));
  const holder = stack ?? root;
  const isKnown = holder instanceof TerraformStack || holder instanceof App;
  if (!isKnown && (stack || App.isApp(root))) throw new Error(notOurs(holder, stack ? "stack" : "app", element));
  checkCopy(root);
  return scope;
}

function notOurs(holder: IConstruct, what: "stack" | "app", element: string): string {
  const { name, version: other } = libraryOf(holder);
  if (name !== undefined && name !== library)
    return `This ${what} is of ${name}: import ${element} from "${entryPointOf(name)}".`;
  const versions = other === undefined ? "" : ` (version ${other})`;
  return (
    `This ${what} is of another copy of ${library}${versions} than the one that cdktf-connect uses: keep one ("npm ls ${library}" shows where ` +
    `they come from, "npm dedupe" merges them; in a bundle, mark ${library} and cdktf-connect as external).`
  );
}

/** What jsii writes down in each class of a library; subclasses inherit it. */
const ORIGIN = Symbol.for("jsii.rtti");

function libraryOf(node: IConstruct): { readonly name?: string; readonly version?: string } {
  let kind = node.constructor as unknown as Record<symbol, { fqn?: string; version?: string } | undefined> | null;
  for (; kind !== null; kind = Object.getPrototypeOf(kind)) {
    const { fqn, version } = kind[ORIGIN] ?? {};
    const [, name] = /^(cdktf|cdktn)\.(?:App|TerraformStack)$/.exec(fqn ?? "") ?? [];
    if (name !== undefined) return { name, version };
  }
  return {};
}

/** Which copy of this package works in an app; each has its own memory of providers and values. */
const COPY = Symbol.for(`cdktf-connect for ${library}`);
const ours = {};

function checkCopy(root: IConstruct): void {
  const app = root as unknown as Record<symbol, { copy: object; version: string; directory: string } | undefined>;
  const directory = packageRoot();
  const first = app[COPY];
  if (first === undefined) Object.defineProperty(app, COPY, { value: { copy: ours, version, directory } });
  else if (first.copy !== ours)
    throw new Error(
      `Two copies of cdktf-connect are at work in this app, ${first.version} in ${first.directory} and ${version} in ${directory}: keep one ("npm dedupe" merges them; ` +
        "a package of constructs should have cdktf-connect among its peerDependencies).",
    );
}
