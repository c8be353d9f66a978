import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockFileFor, lockFilesBeside, programDirectory } from "../../../src/lock/lock-location";
import { newDirectory } from "../../support/directory";

let top: string;
let deep: string;
beforeEach(() => {
  top = newDirectory();
  deep = join(top, "repository", "packages", "app");
  mkdirSync(join(top, "repository", ".git"), { recursive: true });
  mkdirSync(deep, { recursive: true });
});

const touch = (...path: string[]) => writeFileSync(join(top, ...path), "{}");
const lockIn = (...path: string[]) => join(top, ...path, "connect.lock.json");

test("without anything else it lies at the repository's root", () => {
  expect(lockFileFor(deep)).toBe(lockIn("repository"));
});

test("beside the nearest package.json, and before that beside the nearest cdktf.json", () => {
  touch("repository", "packages", "app", "package.json");
  expect(lockFileFor(deep)).toBe(lockIn("repository", "packages", "app"));
  touch("repository", "packages", "cdktf.json");
  expect(lockFileFor(deep)).toBe(lockIn("repository", "packages"));
});

test("one that exists above wins, but never one outside of the repository", () => {
  touch("connect.lock.json");
  touch("repository", "packages", "app", "cdktf.json");
  expect(lockFileFor(deep)).toBe(lockIn("repository", "packages", "app"));
  touch("repository", "connect.lock.json");
  expect(lockFileFor(deep)).toBe(lockIn("repository"));
});

test("a package.json that only states the kind of modules, as builds write it, is no home", () => {
  writeFileSync(join(top, "repository", "packages", "package.json"), '{"name":"app"}');
  writeFileSync(join(deep, "package.json"), '{"type":"commonjs"}');
  expect(lockFileFor(deep)).toBe(lockIn("repository", "packages"));
});

test.each([
  [
    ["repository", "packages", "app", "src", "main.js"],
    ["repository", "packages", "app", "src"],
  ],
  [["repository", "main.js"], ["repository"]],
  [["elsewhere", "main.js"], ["repository"]],
  [["repository", "node_modules", "jest-worker", "child.js"], ["repository"]],
  [["repository", "packages", "app", "node_modules", ".bin", "nx"], ["repository"]],
])("a program %j started in the repository belongs to %j", (entry, home) => {
  expect(programDirectory(join(top, "repository"), join(top, ...entry))).toBe(join(top, ...home));
});

test("lock files below another one are found, but not those of installed packages", () => {
  mkdirSync(join(deep, "node_modules", "x"), { recursive: true });
  touch("repository", "packages", "app", "connect.lock.json");
  touch("repository", "packages", "app", "node_modules", "x", "connect.lock.json");
  touch("repository", "connect.lock.json");
  expect(lockFilesBeside(lockIn("repository"))).toEqual([join("packages", "app", "connect.lock.json")]);
  expect(lockFilesBeside(lockIn("repository", "packages", "app"))).toEqual([]);
});
