import { join } from "node:path";
import { makeApp } from "../support/app";
import { runNode } from "../support/program";
import { libraryNames, main } from "../support/stacks";

const tsc = join(__dirname, "..", "..", "node_modules", "typescript", "bin", "tsc");

test("the stacks of both libraries compile under strict with the module resolution of bundlers", () => {
  const directory = makeApp(Object.fromEntries(libraryNames.map((name) => [`${name}.ts`, main(name)])));
  const flags = ["--strict", "--target", "es2022", "--types", "node", "--moduleResolution", "bundler"];
  const modules = ["--module", "preserve", "--noEmit"];
  const files = libraryNames.map((name) => `${name}.ts`);
  expect(runNode([tsc, ...flags, ...modules, ...files], { directory })).toMatchObject({ status: 0, stdout: "" });
});
