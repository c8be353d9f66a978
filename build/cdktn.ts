// The second front door: the same compiled library for CDK Terrain, the living fork of CDKTF, which renamed the module and
// nothing else that we use. Entry points are real folders at the root, so that old module resolution finds them as well.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importCdktn } from "./import-cdktn";

const root = join(__dirname, "..");
const dist = join(root, "dist");
const notLibrary = ["provider", "cli.js", "cli-main.js", "lookup-worker.js", "NOTICES.txt", "cdktn"];

const copy = join(dist, "cdktn");
rmSync(copy, { recursive: true, force: true });
for (const name of readdirSync(dist).filter((name) => !notLibrary.includes(name)))
  cpSync(join(dist, name), join(copy, name), { recursive: true });

for (const name of readdirSync(copy, { recursive: true, encoding: "utf8" })) {
  const file = join(copy, name);
  if (statSync(file).isFile()) writeFileSync(file, importCdktn(readFileSync(file, "utf8")));
}

for (const [door, compiled] of [
  ["cdktn", "../dist/cdktn"],
  ["testing", "../dist/testing"],
  [join("cdktn", "testing"), "../../dist/cdktn/testing"],
] as const) {
  mkdirSync(join(root, door), { recursive: true });
  writeFileSync(join(root, door, "index.js"), `module.exports = require("${compiled}");\n`);
  writeFileSync(join(root, door, "index.d.ts"), `export * from "${compiled}";\n`);
}
