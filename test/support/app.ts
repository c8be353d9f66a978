import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { version } from "../../src/version";
import { newDirectory } from "./directory";
import { must } from "./program";
import { shared } from "./shared";

const root = join(__dirname, "..", "..");

const packed = (): string =>
  shared("packed", (directory) => {
    must("npm", ["pack", "--ignore-scripts", "--pack-destination", directory], { directory: root });
    renameSync(join(directory, `cdktf-connect-${version}.tgz`), join(directory, "package.tgz"));
    must("tar", ["-xzf", join(directory, "package.tgz"), "-C", directory]);
  });

/** The package as npm packs it. */
export const packedArchive = (): string => join(packed(), "package.tgz");

/** The same, unpacked. */
export const packedPackage = (): string => join(packed(), "package");

/** A directory outside the repository that has the packed package installed, and nothing else of ours; with files of the test's own. */
export function makeApp(files: Readonly<Record<string, string>>): string {
  const directory = newDirectory();
  const modules = join(directory, "node_modules");
  linkAll(packedPackage(), join(modules, "cdktf-connect"));
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const tools = ["typescript", "@types", "jest", "ts-jest", "tsx"];
  for (const name of ["cdktf", "cdktn", "constructs", ...tools, ...Object.keys(dependencies)])
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  linkPrograms(modules, ["cdktf-connect", "typescript", "jest", "tsx"]);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** A copy of hard links, which cost a tenth of the time: no test changes a file of the package. */
function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else linkSync(source, target);
  }
}

/** Does what npm does for the programs of packages. */
function linkPrograms(modules: string, packages: readonly string[]): void {
  mkdirSync(join(modules, ".bin"));
  for (const name of packages) {
    const { bin } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    for (const [program, file] of Object.entries<string>(typeof bin === "string" ? { [name]: bin } : bin)) {
      chmodSync(join(modules, name, file), 0o755);
      symlinkSync(join("..", name, file), join(modules, ".bin", program));
    }
  }
}
