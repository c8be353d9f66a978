import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockProvider } from "../../../src/mirror/lock-file";
import { newDirectory } from "../../support/directory";

let directory: string;
beforeEach(() => {
  directory = newDirectory();
});

const file = () => join(directory, ".terraform.lock.hcl");
const provider = (version: string, hash = "h1:new=") => ({ version, hashes: [hash] });
const other = `provider "registry.terraform.io/hashicorp/random" {
  version     = "3.6.0"
  constraints = "~> 3.6"
  hashes = [
    "h1:abc=",
  ]
}
`;

test("a directory without a lock file gets one, with Terraform's own header", () => {
  lockProvider(directory, provider("0.1.0"), "0.1.0");
  expect(readFileSync(file(), "utf8")).toBe(`# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "connect.internal/iot/connect" {
  version     = "0.1.0"
  constraints = "0.1.0"
  hashes = [
    "h1:new=",
  ]
}
`);
  expect(readdirSync(directory)).toEqual([".terraform.lock.hcl"]);
});

test("entries of other providers keep every byte", () => {
  writeFileSync(file(), `# mine\n\n${other}`);
  lockProvider(directory, provider("0.1.0"));
  lockProvider(directory, provider("0.2.0", "h1:$&=")); // "$&" must not be taken for a replacement pattern
  const text = readFileSync(file(), "utf8");
  expect(text.startsWith(`# mine\n\n${other}`)).toBe(true);
  expect(text.match(/provider "connect\.internal/g)).toHaveLength(1);
  expect(text).toContain('"h1:$&="');
  expect(text).not.toContain("0.1.0");
});

test("a range of the configuration is kept and an exact constraint on an old version is dropped", () => {
  lockProvider(directory, provider("0.1.0"), "~> 0.1");
  lockProvider(directory, provider("0.2.0"));
  expect(readFileSync(file(), "utf8")).toContain('constraints = "~> 0.1"');
  lockProvider(directory, provider("0.2.0"), "0.2.0");
  lockProvider(directory, provider("0.3.0"));
  expect(readFileSync(file(), "utf8")).not.toContain("constraints");
});

test("a merge conflict in our entry is gone, and one elsewhere stays for its author", () => {
  lockProvider(directory, provider("0.1.0"), "~> 0.1");
  const both = `<<<<<<< HEAD
  version     = "0.2.0"
=======
  version     = "0.3.0"
>>>>>>> theirs
`;
  const conflicted = readFileSync(file(), "utf8").replace('  version     = "0.1.0"\n', both);
  writeFileSync(file(), `${conflicted}\n${other.replace('  version     = "3.6.0"\n', both)}`);
  lockProvider(directory, provider("0.3.0"));
  const text = readFileSync(file(), "utf8");
  expect(text.match(/<{7}/g)).toHaveLength(1);
  expect(text).toContain(`provider "connect.internal/iot/connect" {
  version     = "0.3.0"
  constraints = "~> 0.1"
  hashes = [
    "h1:new=",
  ]
}
`);
});

test("after a merge conflict between two builds only the hash of this one is accepted", () => {
  lockProvider(directory, provider("0.3.0"), "~> 0.1");
  const both = '<<<<<<< HEAD\n    "h1:old=",\n=======\n    "h1:new=",\n>>>>>>> theirs\n';
  writeFileSync(file(), readFileSync(file(), "utf8").replace('    "h1:new=",\n', both));
  lockProvider(directory, provider("0.3.0"));
  expect(readFileSync(file(), "utf8")).toContain('  hashes = [\n    "h1:new=",\n  ]\n');
});

test("a lock file that is a link stays one", () => {
  const target = join(newDirectory(), "shared.lock.hcl");
  writeFileSync(target, other);
  symlinkSync(target, file());
  lockProvider(directory, provider("0.1.0"));
  expect(lstatSync(file()).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, "utf8")).toContain("h1:new=");
});

test("hashes of the same build stay, such as those of standalone ones, and those of another build do not", () => {
  lockProvider(directory, { version: "0.1.0", hashes: ["h1:script="] });
  lockProvider(directory, { version: "0.1.0", hashes: ["h1:linux=", "h1:script="] });
  const both = readFileSync(file(), "utf8");
  expect(both).toContain('  hashes = [\n    "h1:linux=",\n    "h1:script=",\n  ]\n');
  const replaced = jest.fn();
  lockProvider(directory, { version: "0.1.0", hashes: ["h1:script="] }, undefined, replaced);
  expect(readFileSync(file(), "utf8")).toBe(both);
  expect(replaced).not.toHaveBeenCalled();
  lockProvider(directory, { version: "0.1.0", hashes: ["h1:rebuilt="] }, undefined, replaced);
  expect(readFileSync(file(), "utf8")).toContain('  hashes = [\n    "h1:rebuilt=",\n  ]\n');
  expect(replaced).toHaveBeenCalledTimes(1);
});
