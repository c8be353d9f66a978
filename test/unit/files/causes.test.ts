import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { causeOf } from "../../../src/files/causes";
import { isThere, readText, readTextIfAny } from "../../../src/files/text";
import { writeAtomically } from "../../../src/files/write";
import type { Problem } from "../../../src/schema/problem";
import { newDirectory } from "../../support/directory";

let directory: string;
const path = (...names: string[]) => join(directory, ...names);
beforeEach(() => {
  directory = newDirectory();
  mkdirSync(path("directory"));
  writeFileSync(path("file"), "text");
  symlinkSync("nowhere", path("dangling"));
  symlinkSync("second", path("first"));
  symlinkSync("first", path("second"));
  symlinkSync("directory", path("to-directory"));
});

const problemOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Problem).detail;
  }
  throw new Error("it did not fail");
};

const unreadable: readonly [string, string[], RegExp][] = [
  ["nothing", ["none"], /none: it does not exist\.$/],
  ["a directory", ["directory"], /directory: it is a directory\. Name a file\.$/],
  ["a link to a directory", ["to-directory"], /to-directory: it is a directory\./],
  ["a link to nothing", ["dangling"], /dangling: it is a link to nowhere, which does not exist\.$/],
  ["a circle of links", ["first"], /first: its links lead in a circle\. Correct or remove the link\.$/],
  [
    "a file below a file",
    ["file", "below"],
    /below: a part of its path is a file, not a directory\. Check the path\.$/,
  ],
  ["a name of 300 characters", ["n".repeat(300)], /: its name is too long\. Choose a shorter one\.$/],
];

test.each(unreadable)("%s cannot be read, and the message says why", (_, names, message) => {
  expect(problemOf(() => readText(path(...names)))).toMatch(message);
});

test("only what does not exist counts as absent", () => {
  expect([isThere(path("none")), isThere(path("file"))]).toEqual([false, true]);
  expect(isThere(path("to-directory"))).toBe(true);
  expect(problemOf(() => isThere(path("dangling")))).toMatch(/is a link to nowhere/);
  expect(problemOf(() => isThere(path("first")))).toMatch(/in a circle/);
  expect(problemOf(() => isThere(path("file", "below")))).toMatch(/is a file, not a directory/);
  expect(readTextIfAny(path("none"))).toBeUndefined();
});

test.each<[string, string[], RegExp]>([
  ["a directory", ["directory"], /directory: it is a directory\./],
  ["a circle of links", ["first"], /first: its links lead in a circle\./],
  ["a file below a file", ["file", "below"], /below: a part of its path is a file/],
  ["a name of 300 characters", ["n".repeat(300)], /: its name is too long\./],
])("%s cannot be written, and the message says why", (_, names, message) => {
  expect(problemOf(() => writeAtomically(path(...names), "x"))).toMatch(message);
});

test.each([
  ["ENOSPC", /no space left/],
  ["EDQUOT", /quota is used up/],
  ["EROFS", /read-only/],
  ["EACCES", /may not write/],
  ["EFBIG", /larger than this process may write/],
  ["EBUSY", /mount/],
])("%s while writing has words and a remedy", (code, words) => {
  const { reason, remedy } = causeOf(Object.assign(new Error("raw"), { code }), "written");
  expect(reason).toMatch(words);
  expect(remedy).toMatch(/^[A-Z].*\.$/);
});

test("an unknown cause is told as Node tells it", () => {
  expect(causeOf(new Error("Odd."), "read")).toEqual({ reason: "Odd", remedy: "" });
});

const onUnix = process.platform === "win32" ? test.skip : test;

onUnix("a socket is no file", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path("socket"), resolve));
  expect(problemOf(() => readText(path("socket")))).toMatch(/socket: it is a socket/);
  server.close();
});

onUnix("devices are read to their end, and an endless one is too large", () => {
  expect(readText("/dev/null")).toBe("");
  expect(problemOf(() => readText("/dev/zero"))).toBe("/dev/zero: it is too large to be read.");
});
