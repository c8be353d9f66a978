import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MOST_STACKS, workingDirectories } from "../../../src/doctor/working-directories";
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
  [
    "an app that was never synthesized",
    { "cdktf.json": "{}" },
    "There is no stack in cdktf.out/stacks yet: run synth.",
  ],
  [
    "an app with another output",
    { "cdktf.json": '{"output":"out"}', "out/stacks/a/cdk.tf.json": "{}" },
    "No stack in out/stacks names connect.internal/iot/connect.",
  ],
])("a directory with %s has none, and that is said", (_, files, reason) => {
  for (const [path, text] of Object.entries(files)) write(path, text);
  expect(workingDirectories(directory)).toMatchObject({ directories: [], reason });
});

test("a configuration that names the provider is one, and so is a directory with its mirror", () => {
  write("main.tofu", naming);
  expect(workingDirectories(directory).directories).toEqual([{ name: "", path: directory }]);
  const other = join(directory, "other");
  mkdirSync(join(other, "terraform.d", "plugins", "connect.internal", "iot", "connect"), { recursive: true });
  expect(workingDirectories(other).directories).toEqual([{ name: "", path: other }]);
});

test("an app has its stacks that name the provider, as many as the limit says", () => {
  write("cdktf.json", "not JSON");
  write("cdktf.out/stacks/other/cdk.tf.json", "{}");
  write("cdktf.out/stacks/file", "");
  for (let stack = 0; stack < MOST_STACKS + 2; stack++) write(`cdktf.out/stacks/s${stack}/cdk.tf.json`, naming);
  const { directories, omitted, synthesized } = workingDirectories(directory);
  expect({ count: directories.length, omitted, synthesized }).toEqual({
    count: MOST_STACKS,
    omitted: 2,
    synthesized: true,
  });
  expect(directories[0]).toEqual({
    name: join("cdktf.out", "stacks", "s0"),
    path: join(directory, "cdktf.out", "stacks", "s0"),
  });
});
