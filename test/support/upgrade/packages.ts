import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../../src/version";
import { commit } from "../../setup/earlier-commit.json";
import { newDirectory } from "../directory";
import { must } from "../program";
import { shared } from "../shared";

/** The present package; tests that start programs find it built. */
export const presentPackage = join(__dirname, "..", "..", "..");
const notSource = ["node_modules", "dist", "cdktn", ".git", ".demo"];

/** Whether this clone can build the earlier package; test/setup/missing-history.js counts what is skipped. */
export const hasEarlierCommit: boolean =
  spawnSync("git", ["cat-file", "-e", `${commit}^{commit}`], { cwd: presentPackage, stdio: "ignore" }).status === 0;

/** With the present dependencies: those of an earlier commit would need a registry. */
function build(directory: string): void {
  symlinkSync(join(presentPackage, "node_modules"), join(directory, "node_modules"));
  must("npm", ["run", "--silent", "build"], { directory });
}

/** The package of the earlier commit. */
export const earlierPackage = (): string =>
  shared("earlier-package", (directory) => {
    const archive = join(newDirectory(), "earlier.tar");
    must("git", ["archive", `--output=${archive}`, commit], { directory: presentPackage });
    must("tar", ["-xf", archive, "-C", directory]);
    build(directory);
  });

export const nextVersion = version.replace(/^(\d+)\.(\d+).*$/, (_, major, minor) => `${major}.${Number(minor) + 1}.0`);

/** The present package as it is when only its version is raised. */
export const nextPackage = (): string =>
  shared("next-package", (directory) => {
    for (const name of readdirSync(presentPackage).filter((name) => !notSource.includes(name)))
      cpSync(join(presentPackage, name), join(directory, name), { recursive: true });
    const sources = readdirSync(join(directory, "src"), { recursive: true, encoding: "utf8" });
    // The files that `npm run generate` writes the version into; it would need an engine.
    const generated = sources.filter((name) => name === "version.ts" || /^bindings.*\.ts$/.test(name));
    for (const name of [...generated.map((file) => join("src", file)), "package.json"]) {
      const file = join(directory, name);
      const text = readFileSync(file, "utf8");
      writeFileSync(
        file,
        text.replaceAll(`"${version}"`, `"${nextVersion}"`).replaceAll(`'${version}'`, `'${nextVersion}'`),
      );
    }
    build(directory);
  });

/** Puts a built package in the place of the one that an app has installed. */
export function installPackage(app: string, built: string): void {
  const installed = join(app, "node_modules", "cdktf-connect");
  rmSync(installed, { recursive: true, force: true });
  for (const name of ["package.json", "dist", "cdktn"])
    cpSync(join(built, name), join(installed, name), { recursive: true });
}
