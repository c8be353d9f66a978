import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newDirectory } from "./directory";

const root = join(__dirname, "..", "..");

/** A directory outside the repository that has the packed package installed, and nothing else of ours; with files of the test's own. */
export function makeApp(files: Readonly<Record<string, string>>): string {
  const directory = newDirectory();
  const modules = join(directory, "node_modules");
  mkdirSync(modules);
  const [tarball] = JSON.parse(
    execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", directory], {
      cwd: root,
      encoding: "utf8",
    }),
  );
  execFileSync("tar", ["-xzf", join(directory, tarball.filename), "-C", directory]);
  execFileSync("mv", [join(directory, "package"), join(modules, "cdktf-connect")]);
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const tools = ["typescript", "@types", "jest", "ts-jest"];
  for (const name of ["cdktf", "cdktn", "constructs", ...tools, ...Object.keys(dependencies)])
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}
