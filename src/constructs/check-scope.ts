import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { packageRoot } from "../mirror/package";
import { version } from "../version";
import { entryPointOf, library } from "./library";

/**
 * Throws if an element with this exported name cannot work in a scope: its stack belongs to the other library or to another copy of
 * this one, or the app uses another copy of this package. `below`: the entry point of the element, below the package's own. Returns
 * the scope, so that a constructor can call it before `super`.
 */
export function checkScope<Scope extends IConstruct>(scope: Scope, element: string, below = ""): Scope {
  const { scopes, root } = scope.node;
  // An app may have stacks of both libraries. A look-up may come from outside all stacks.
  const stack = scopes.findLast((node) => TerraformStack.isStack(node));
  const holder = stack ?? root;
  const isKnown = holder instanceof TerraformStack || holder instanceof App;
  if (!isKnown && (stack || App.isApp(root))) throw new Error(notOurs(holder, stack ? "stack" : "app", element, below));
  checkCopy(root);
  return scope;
}

function notOurs(holder: IConstruct, what: "stack" | "app", element: string, below: string): string {
  const { name, version: other } = libraryOf(holder);
  if (name !== undefined && name !== library)
    return `This ${what} belongs to ${name}: import ${element} from "${entryPointOf(name)}${below}".`;
  const versions = other === undefined ? "" : ` (version ${other})`;
  return (
    `This ${what} belongs to another copy of ${library}${versions} than the one that cdktf-connect uses: keep one ("npm ls ${library}" shows where ` +
    `they come from, "npm dedupe" merges them; in a bundle, mark ${library} and cdktf-connect as external).`
  );
}

/** jsii's metadata in each class of a library; subclasses inherit it. */
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

/** Which copy of this package an app uses; each copy has its own providers and values. */
const COPY = Symbol.for(`cdktf-connect for ${library}`);
const ours = {};

function checkCopy(root: IConstruct): void {
  const app = root as unknown as Record<symbol, { copy: object; version: string; directory: string } | undefined>;
  const directory = packageRoot();
  const first = app[COPY];
  if (first === undefined) Object.defineProperty(app, COPY, { value: { copy: ours, version, directory } });
  else if (first.copy !== ours)
    throw new Error(
      `This app uses two copies of cdktf-connect, ${first.version} in ${first.directory} and ${version} in ${directory}: keep one ("npm dedupe" merges them; ` +
        "a package of constructs should list cdktf-connect in its peerDependencies).",
    );
}
