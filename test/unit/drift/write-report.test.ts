import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { descriptorOf, devicePath } from "../../../src/cli/drift/outputs";
import { writeAtomically } from "../../../src/files/write";
import { newDirectory } from "../../support/directory";

const onLinux = existsSync("/proc/self") ? test : test.skip;

test("a file is written with the directories it is to lie in", () => {
  const directory = newDirectory();
  const file = join(directory, "a", "b", "c.json");
  writeAtomically(file, "text");
  expect(readFileSync(file, "utf8")).toBe("text");
});

// Without the care that is taken of it this would not fail, but never end.
onLinux("where no directory can be made that is said at once", () => {
  expect(() => writeAtomically("/proc/zz/y.json", "text")).toThrow(
    /^File cannot be written: \/proc\/zz\/y\.json: its directory does not exist/,
  );
});

onLinux.each([
  ["/dev/stdout", 1],
  ["/dev/../dev/stderr", 2],
  ["/dev/fd/7", 7],
  ["/proc/self/fd/12", 12],
  [`/proc/${process.pid}/fd/3`, 3],
  ["/proc/1/fd/3", undefined],
  ["/dev/null", undefined],
])("%s is the open file %s", (name, number) => {
  expect(descriptorOf(devicePath(name) as string)).toBe(number);
});

test.each(["/developer/stdout", "dev/stdout", "stdout"])("%s is a file like any other", (name) => {
  expect(devicePath(name)).toBeUndefined();
});
