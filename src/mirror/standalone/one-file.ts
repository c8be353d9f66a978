import { executable } from "../package";
import type { Files } from "../zip";

/**
 * The provider as one script. A standalone program can load no file beside its own, so each file is a function here. The brackets
 * around them make V8 compile what a launch needs before its code is cached.
 */
export function oneFile(files: Files): string {
  const functions = Object.entries(files)
    .filter(([name]) => name === executable || name.endsWith(".js"))
    .map(
      ([name, content]) =>
        `${JSON.stringify(`./${name}`)}: (function (exports, require, module) {${bodyOf(content)}\n})`,
    );
  return `const files = {${functions.join(",\n")}};
const loaded = {};
const builtIn = require;
function load(name) {
  if (files[name] === undefined) return builtIn(name);
  if (loaded[name] === undefined) {
    const module = { exports: {} };
    loaded[name] = module;
    files[name](module.exports, load, module);
  }
  return loaded[name].exports;
}
load(${JSON.stringify(`./${executable}`)});
`;
}

/** The file that Terraform starts begins with a line for the shell. */
const bodyOf = (content: Uint8Array): string => Buffer.from(content).toString("utf8").replace(/^#!.*/, "");
