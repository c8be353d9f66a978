import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readNodeProgram, SENTINEL } from "../../../../src/mirror/standalone/node-program";
import { newDirectory } from "../../../support/directory";

/** What is read of a program: the head of an ELF file, Node's name of itself and its sentinel. */
const program = ({ machine = 0x3e, version = "22.23.3", sentinel = `${SENTINEL}:0` } = {}): Buffer => {
  const head = Buffer.alloc(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  head.writeUInt16LE(machine, 18);
  return Buffer.concat([head, Buffer.from(`\0user agent\0node.js/v${version}\0${sentinel}\0`)]);
};

function read(content: Uint8Array): ReturnType<typeof readNodeProgram> {
  const file = join(newDirectory(), "node");
  writeFileSync(file, content);
  return readNodeProgram(file);
}

test("a program of Node.js says its version and its system", () => {
  expect(read(program())).toMatchObject({ version: "22.23.3", system: "linux_amd64" });
  expect(read(program({ machine: 0xb7, version: "24.1.0-nightly" }))).toMatchObject({
    version: "24.1.0",
    system: "linux_arm64",
  });
});

test.each([
  ["a script", Buffer.from("#!/bin/sh\nexec node\n"), "is not a program for linux_amd64 or linux_arm64"],
  ["nothing", Buffer.alloc(0), "is not a program for linux_amd64 or linux_arm64"],
  ["a program that is cut", program().subarray(0, 18), "is not a program for linux_amd64 or linux_arm64"],
  ["another machine", program({ machine: 0x28 }), "is not a program for linux_amd64 or linux_arm64"],
  ["another program", program({ version: "?" }), "is not a program of Node.js"],
  ["an old one", program({ version: "18.20.8" }), "is Node.js 18.20.8; the provider needs"],
  ["a standalone one", program({ sentinel: `${SENTINEL}:1` }), "has a program in it already"],
  ["one without the sentinel", program({ sentinel: "" }), "cannot hold a program"],
])("%s is refused, with the reason", (_, content, reason) => {
  expect(() => read(content)).toThrow(reason);
});

test("what is no file, or is not there, is named", () => {
  const directory = newDirectory();
  mkdirSync(join(directory, "bin"));
  expect(() => readNodeProgram(join(directory, "bin"))).toThrow(`"${join(directory, "bin")}" is not a file.`);
  expect(() => readNodeProgram(join(directory, "none"))).toThrow("cannot be read: it does not exist.");
});
