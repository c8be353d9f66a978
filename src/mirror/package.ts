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
  } catch (cause) {
    throw new Error(`The provider is not built: ${directory} holds none. Run "npm run build" in cdktf-connect.`, {
      cause,
    });
  }
}

/** Where this package is. This file runs as source (tests), compiled and bundled, each at another depth below it. */
export function packageRoot(): string {
  let directory = __dirname;
  while (!isPackageRoot(directory)) {
    const parent = join(directory, "..");
    if (parent === directory) throw new Error(`No package.json of cdktf-connect above ${__dirname}.`);
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
