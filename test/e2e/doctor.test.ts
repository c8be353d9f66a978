import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cliConfigurationCheck } from "../../src/doctor/cli-configuration";
import { engineChecks } from "../../src/doctor/engines";
import { mirrorChecks } from "../../src/doctor/mirror";
import { placeProvider } from "../../src/mirror/place";
import { providerRequirement, Workspace } from "../support/terraform";

// What doctor says of a directory and a machine, beside what the real terraform does there.

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace("terraform");
  workspace.write(providerRequirement);
});
afterEach(() => workspace.remove());

const init = async (environment: Readonly<Record<string, string>> = {}): Promise<boolean> =>
  (await workspace.run(["init", "-input=false"], environment)).code === 0;

const ours = 'filesystem_mirror {\n path = "terraform.d/plugins"\n}';

test.each([
  ["our directory alone", ours, "ok"],
  [
    "our directory, and the registry for everybody else",
    `${ours}\ndirect {\n exclude = ["connect.internal/*/*"]\n}`,
    "ok",
  ],
  ["our directory, and the registry for us too", `${ours}\ndirect {\n}`, "failed"],
  ["the registry alone", "direct {\n}", "failed"],
  ["nothing", "", "failed"],
  ["a mirror without us", 'filesystem_mirror {\n path = "/usr/share/terraform-of-nobody"\n}', "failed"],
  ["our directory for the public registry", ours.replace("\n}", '\n include = ["*/*"]\n}'), "failed"],
  ["our directory for every host", ours.replace("\n}", '\n include = ["*/*/*"]\n}'), "ok"],
])("a CLI configuration that installs from %s is judged as init finds it", async (_, methods, state) => {
  const file = join(workspace.directory, "cli.rc");
  writeFileSync(file, `provider_installation {\n${methods}\n}\n`);
  const variables = { TF_CLI_CONFIG_FILE: file };
  const outcome = await cliConfigurationCheck(variables, "/nowhere", workspace.directory).run();
  expect(outcome.state).toBe(state);
  expect(await init(variables)).toBe(state === "ok");
});

test("what the remedy says is what init needs", async () => {
  const file = join(workspace.directory, "cli.rc");
  const variables = { TF_CLI_CONFIG_FILE: file };
  writeFileSync(file, "provider_installation {\ndirect {}\n}");
  const { remedy = "" } = await cliConfigurationCheck(variables, "/nowhere", workspace.directory).run();
  const blocks = remedy.match(/\w+ \{[^}]*\}/g) ?? [];
  expect(blocks).toHaveLength(2);
  writeFileSync(file, `provider_installation {\n${blocks.join("\n")}\n}`);
  expect(await init(variables)).toBe(true);
});

test("a mirror and a lock entry that are judged to fail make init fail, and install mends both", async () => {
  const lockFile = join(workspace.directory, ".terraform.lock.hcl");
  const states = async () =>
    Promise.all(mirrorChecks(workspace.directory).map(async (check) => (await check.run()).state));
  expect([await states(), await init()]).toEqual([["ok", "ok"], true]);

  writeFileSync(lockFile, readFileSync(lockFile, "utf8").replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`));
  rmSync(join(workspace.directory, ".terraform"), { recursive: true });
  expect([await states(), await init()]).toEqual([["ok", "failed"], false]);

  rmSync(join(workspace.directory, "terraform.d"), { recursive: true });
  rmSync(lockFile);
  expect([(await states())[0], await init()]).toEqual(["failed", false]);

  placeProvider(workspace.directory);
  expect([await states(), await init()]).toEqual([["ok", "ok"], true]);
});

test("the version of the real terraform is read", async () => {
  const [terraform] = engineChecks(process.env);
  expect(await terraform?.run()).toEqual(expect.objectContaining({ detail: expect.stringMatching(/^\d+\.\d+\.\d+/) }));
});
