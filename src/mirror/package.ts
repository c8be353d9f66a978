import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runInThisContext } from "node:vm";
import { attempt } from "../schema/attempt";
import { once } from "../schema/once";

/** The provider, packed. What the build packed is JavaScript: all systems use the same bytes. */
export interface ProviderPackage {
  readonly version: string;
  /** Terraform's `h1:` hash of the files inside */
  readonly hash: string;
  /** the zip file */
  readonly archive: string;
}

/** The name of the file that Terraform starts. */
export const executable = "terraform-provider-connect";

/** The provider in this package. */
export function providerPackage(): ProviderPackage {
  const directory = join(packageRoot(), "dist", "provider");
  try {
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
    return { ...manifest, archive: join(directory, `${executable}.zip`) };
  } catch {
    throw new Error(`The provider is not built: it is missing in ${directory}. Run "npm run build" in cdktf-connect.`);
  }
}

/** The directory of this package. */
export const packageRoot = once(findRoot);

/** This file runs as source (tests), compiled and bundled by us, each at another depth below the package's directory. */
function findRoot(): string {
  // ES modules, such as a user's bundle, have no `__dirname`.
  let directory = typeof __dirname === "string" ? resolve(__dirname) : "/";
  while (!isPackageRoot(directory)) {
    const parent = join(directory, "..");
    if (parent === directory) refuseBundle();
    directory = parent;
  }
  return directory;
}

function refuseBundle(): never {
  const error = new Error(
    "cdktf-connect cannot work from inside a bundle, because its provider and its worker are separate files: mark it, and cdktf or " +
      "cdktn, as external (esbuild --external:cdktf-connect --external:cdktf --external:cdktn, or externals in webpack).",
  );
  // The calls are those of the bundle. Node prints an error without any in brackets.
  error.stack = `Error: ${error.message}\n    at cdktf-connect`;
  // Of an uncaught error, Node prints the line that threw it: in a bundle that may be megabytes long.
  const fail: (error: Error) => never = runInThisContext("(error) => { throw error; }", "cdktf-connect");
  return fail(error);
}

const isPackageRoot = (directory: string): boolean =>
  attempt(() => JSON.parse(readFileSync(join(directory, "package.json"), "utf8")).name) === "cdktf-connect";
