import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { replaceAtomically, writeAtomically } from "../../../src/files/write";
import { newDirectory } from "../../support/directory";

let directory: string;
beforeEach(() => {
  directory = newDirectory();
});
const path = (...names: string[]) => join(directory, ...names);

test("the directory is made, and nothing but the file stays in it", () => {
  writeAtomically(path("a", "b", "c.txt"), "text");
  expect(readFileSync(path("a", "b", "c.txt"), "utf8")).toBe("text");
  expect(readdirSync(path("a", "b"))).toEqual(["c.txt"]);
});

test("what somebody put in the way is neither written through nor removed, and the name is another one each time", () => {
  writeFileSync(path("precious"), "precious");
  symlinkSync("precious", path("planted"));
  expect(() => writeAtomically(path("file"), "text", path("planted"))).toThrow("something else is in its place");
  expect(readFileSync(path("precious"), "utf8")).toBe("precious");
  expect(readdirSync(directory).sort()).toEqual(["planted", "precious"]);
  const names = Array.from({ length: 20 }, () => {
    let name = "";
    replaceAtomically(path("file"), (temporary) => {
      name = temporary;
      writeFileSync(temporary, "text");
    });
    return name;
  });
  expect(new Set(names).size).toBe(20);
});

test("a link stays a link, one to nothing as well, and permissions stay what they are", () => {
  mkdirSync(path("real"));
  writeFileSync(path("real", "old.txt"), "old");
  chmodSync(path("real", "old.txt"), 0o640);
  symlinkSync("real/old.txt", path("one"));
  symlinkSync(join("real", "new.txt"), path("two"));
  writeAtomically(path("one"), "1");
  writeAtomically(path("two"), "2");
  expect(["one", "two"].map((name) => lstatSync(path(name)).isSymbolicLink())).toEqual([true, true]);
  expect(readFileSync(path("real", "old.txt"), "utf8")).toBe("1");
  expect(readFileSync(path("real", "new.txt"), "utf8")).toBe("2");
  if (process.platform !== "win32") expect(statSync(path("real", "old.txt")).mode & 0o777).toBe(0o640);
});

test("where making the new file fails, the old one stays and nothing is left", () => {
  writeFileSync(path("file"), "old");
  const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  const attempt = () =>
    replaceAtomically(path("file"), (temporary) => {
      writeFileSync(temporary, "hal");
      throw full;
    });
  expect(attempt).toThrow(
    expect.objectContaining({ code: "file-unwritable", facts: { file: path("file") }, cause: full }),
  );
  expect(readFileSync(path("file"), "utf8")).toBe("old");
  expect(readdirSync(directory)).toEqual(["file"]);
});

test.each([
  ["a directory", () => directory],
  ["a file below a file", () => path("file", "below")],
  ["a circle of links", () => path("circle")],
])("%s cannot be written, and the message names it", (_, file) => {
  writeFileSync(path("file"), "old");
  symlinkSync("circle", path("circle"));
  expect(() => writeAtomically(file(), "x")).toThrow(
    expect.objectContaining({ code: "file-unwritable", facts: { file: file() } }),
  );
  expect(readdirSync(directory).sort()).toEqual(["circle", "file"]);
});
