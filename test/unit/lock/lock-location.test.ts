import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockFileFor } from "../../../src/lock/lock-file";
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
