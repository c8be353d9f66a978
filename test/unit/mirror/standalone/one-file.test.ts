import { runInNewContext } from "node:vm";
import { oneFile } from "../../../../src/mirror/standalone/one-file";

const run = (files: Record<string, string>): unknown[] => {
  const said: unknown[] = [];
  const script = oneFile(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
  runInNewContext(script, { require, say: (value: unknown) => said.push(value) });
  return said;
};

test("the file that Terraform starts runs first, without its line for the shell", () => {
  const script = '#!/bin/sh\n":" /*\nexec node "$0"\n*/;say("started"); // the end has no line break';
  expect(run({ "terraform-provider-connect": script, "NOTICES.txt": "not JavaScript", "package.json": "{}" })).toEqual([
    "started",
  ]);
});

test("a file runs once, when it is first required, and two may require each other", () => {
  const files = {
    "terraform-provider-connect": 'say("main"); say(require("./a.js").name); say(require("./a.js").other())',
    "a.js": 'say("a"); exports.name = "A"; exports.other = () => b.name; const b = require("./b.js");',
    "b.js": 'say("b " + require("./a.js").name); module.exports = { name: "B" };',
    "never.js": 'say("never")',
  };
  expect(run(files)).toEqual(["main", "a", "b A", "A", "B"]);
});

test("what comes with Node.js is Node's", () => {
  const files = { "terraform-provider-connect": 'say(require("node:path") === require("path"))' };
  expect(run(files)).toEqual([true]);
});
