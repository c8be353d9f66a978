import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The provider as the build packed it. The same bytes serve every platform: what is inside is JavaScript. */
export interface ProviderPackage {
  readonly version: string;
  /** Terraform's `h1:` hash of the files inside */
  readonly hash: string;
  /** the zip file */
  readonly archive: string;
}

/** The provider that came with this package. */
export function providerPackage(): ProviderPackage {
  const directory = join(packageRoot(), "dist", "provider");
  try {
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
    return { ...manifest, archive: join(directory, "terraform-provider-connect.zip") };
  } catch {
    throw new Error(`The provider is not built: ${directory} holds none. Run "npm run build" in cdktf-connect.`);
  }
}

let root: string | undefined;

/** Where this package is. */
export function packageRoot(): string {
  root ??= findRoot();
  return root;
}

/** This file runs as source (tests), compiled and bundled by us, each at another depth below the package's directory. */
function findRoot(): string {
  // A bundle of the user's that is an ES module has no such name.
  let directory = typeof __dirname === "string" ? __dirname : "/";
  while (!isPackageRoot(directory)) {
    const parent = join(directory, "..");
    if (parent === directory)
      throw new Error(
        "cdktf-connect cannot work from inside a bundle, because its provider and its worker are files of their own: mark it as external " +
          "(esbuild --external:cdktf-connect, or externals in webpack).",
      );
    directory = parent;
  }
  return directory;
}

function isPackageRoot(directory: string): boolean {
  try {
    return JSON.parse(readFileSync(join(directory, "package.json"), "utf8")).name === "cdktf-connect";
  } catch {
    return false;
  }
}
