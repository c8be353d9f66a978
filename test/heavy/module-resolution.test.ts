import { join } from "node:path";
import { makeApp } from "../support/app";
import { runNode } from "../support/program";
import { libraryNames, main } from "../support/stacks";

const tsc = join(__dirname, "..", "..", "node_modules", "typescript", "bin", "tsc");

/** As a module of CommonJS, and where the compiler knows such, as an ES module. */
const sources = (...endings: readonly string[]) =>
  Object.fromEntries(libraryNames.flatMap((name) => endings.map((ending) => [`${name}.${ending}`, main(name)])));

// Errors in declarations count as well, ours and those of the libraries.
const flags = ["--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false"];
const target = ["--noEmit", "--target", "es2022", "--types", "node"];

test.each([
  ["node10", "commonjs", ["ts"]],
  ["node16", "node16", ["ts", "mts"]],
  ["nodenext", "nodenext", ["ts", "mts"]],
  ["bundler", "preserve", ["ts"]],
])("the stacks of both libraries compile under the strictest flags with the module resolution %s", (...kind) => {
  const [resolution, module, endings] = kind;
  const files = sources(...endings);
  const modules = ["--moduleResolution", resolution, "--module", module];
  const args = [tsc, ...flags, ...target, ...modules, ...Object.keys(files)];
  expect(runNode(args, { directory: makeApp(files) })).toMatchObject({ status: 0, stdout: "" });
});
