import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { live } from "../../build/matrix/life";
import { type Program, programsIn } from "../../build/matrix/programs";
import { newDirectory } from "../support/directory";
import { engines, testEach } from "../support/terraform";

const here = programsIn((process.env.PATH ?? "").split(delimiter));
const node: Program = { name: "node", version: process.versions.node, file: process.execPath };
const engineOf = (name: string) => here.find((program) => program.name === name) as Program;

/** A program that does what a shell does. */
function script(name: Program["name"], text: string): Program {
  const file = join(newDirectory(), name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { name, version: "1.11.0", file };
}

testEach(engines, "passes every step that it has, with the Node of this run", async (engine) => {
  expect(await live(engineOf(engine), node)).toEqual({ engine: engineOf(engine), node });
});

testEach(engines, "fails with a Node that does not run the provider", async (engine) => {
  const broken = script("node", `case "$*" in *terraform-provider*) exit 1 ;; esac\nexec '${process.execPath}' "$@"`);
  expect(await live(engineOf(engine), broken)).toMatchObject({ failedAt: expect.stringMatching(/`(init|validate)`/) });
});

test("an engine that does nothing does not pass", async () => {
  expect(await live(script("terraform", "exit 0"), node)).toMatchObject({
    failedAt: "`plan`",
    reason: expect.stringContaining("not started by this Node"),
  });
});

test("programs are found by their names, each version once, in the order of versions", () => {
  const [first, second] = [newDirectory(), newDirectory()];
  mkdirSync(join(first, "node"));
  const put = (directory: string, name: string, says: string) =>
    writeFileSync(join(directory, name), `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });
  put(first, "terraform-1.10.0", "Terraform v1.10.0");
  put(first, "terraform", "Terraform v1.9.8\non linux_amd64");
  put(first, "terraform-docs", "terraform-docs version v0.20.0");
  put(first, "tofu-1.11.0-rc1", "OpenTofu v1.11.0-rc1");
  put(second, "tofu", "OpenTofu v1.11.0-rc1");
  put(second, "terraform", "something else");
  symlinkSync(process.execPath, join(second, "node"));
  expect(programsIn([first, second, join(second, "missing")])).toEqual([
    { name: "node", version: process.versions.node, file: join(second, "node") },
    { name: "terraform", version: "1.9.8", file: join(first, "terraform") },
    { name: "terraform", version: "1.10.0", file: join(first, "terraform-1.10.0") },
    { name: "tofu", version: "1.11.0-rc1", file: join(first, "tofu-1.11.0-rc1") },
  ]);
});
