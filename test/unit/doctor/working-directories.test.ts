import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workingDirectories } from "../../../src/doctor/working-directories";
import { newDirectory } from "../../support/directory";

const naming = '{"terraform":{"required_providers":{"connect":{"source":"connect.internal/iot/connect"}}}}';

let directory: string;
beforeEach(() => {
  directory = newDirectory();
});

function write(path: string, text: string): void {
  mkdirSync(join(directory, path, ".."), { recursive: true });
  writeFileSync(join(directory, path), text);
}

test.each([
  ["nothing", {}, "There is no Terraform configuration and no CDKTF app in this directory."],
  [
    "another configuration",
    { "main.tf": "" },
    "The configuration in this directory does not name connect.internal/iot/connect.",
  ],
  ["an app that was never synthesized", { "cdktf.json": "{}" }, "There is no cdktf.out/stacks yet: run synth."],
  [
    "an app with another output",
    { "cdktf.json": '{"output":"out"}', "out/stacks/a/cdk.tf.json": "{}" },
    "No stack in out/stacks names connect.internal/iot/connect.",
  ],
])("a directory with %s has none, and that is said", (_, files, reason) => {
  for (const [path, text] of Object.entries(files)) write(path, text);
  expect(workingDirectories(directory)).toEqual({ none: reason });
});

test("a configuration that names the provider is one, and so is a directory with its mirror", () => {
  write("main.tofu", naming);
  expect(workingDirectories(directory)).toEqual({ here: directory });
  const other = join(directory, "other");
  mkdirSync(join(other, "terraform.d", "plugins", "connect.internal", "iot", "connect"), { recursive: true });
  expect(workingDirectories(other)).toEqual({ here: other });
});

test("an app has its stacks that name the provider", () => {
  write("cdktf.json", "not JSON");
  write("cdktf.out/stacks/other/cdk.tf.json", "{}");
  write("cdktf.out/stacks/file", "");
  for (const stack of ["b", "a"]) write(`cdktf.out/stacks/${stack}/cdk.tf.json`, naming);
  const stacks = ["a", "b"].map((name) => join("cdktf.out", "stacks", name));
  expect(workingDirectories(directory)).toEqual({ stacks });
});
