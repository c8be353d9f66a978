import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../../src/address";
import { cliConfigurationCheck } from "../../src/doctor/cli-configuration";
import { engineChecks } from "../../src/doctor/engines";
import { mirrorChecks } from "../../src/doctor/mirror";
import { installProvider } from "../../src/mirror/install";
import { newDirectory } from "../support/directory";
import { providerRequirement, someEngine, testWithEngine as test, Workspace } from "../support/terraform";

// What doctor says of a directory and a machine, beside what the real terraform or tofu does there.

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace(someEngine);
  workspace.write(providerRequirement);
});

const init = async (environment: Readonly<Record<string, string>> = {}): Promise<boolean> =>
  (await workspace.run(["init", "-input=false"], environment)).code === 0;

const ours = 'filesystem_mirror {\n path = "terraform.d/plugins"\n}';

const at = (path: string) => `filesystem_mirror {\n path = "${path}"\n}`;

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
  ["our directory, and a mirror that does not exist", `${ours}\n${at("/usr/share/terraform-of-nobody")}`, "failed"],
  ["our directory, and an empty one", `${ours}\n${at(newDirectory())}`, "ok"],
  [
    "our directory for us in capitals, and the registry for everybody else",
    `${ours.replace("\n}", '\n include = ["Connect.Internal/IOT/connect"]\n}')}\ndirect {\n exclude = ["Connect.Internal/*/*"]\n}`,
    "ok",
  ],
  ["our directory, behind a heredoc", `${ours}\n}\ncredentials "h.example" {\n token = <<EOT\n} {\nEOT\n`, "ok"],
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

  installProvider(workspace.directory);
  expect([await states(), await init()]).toEqual([["ok", "ok"], true]);

  writeFileSync(lockFile, "<<<<<<< ours\n");
  expect([await states(), await init()]).toEqual([["ok", "failed"], false]);
});

test.each([
  ["empty", () => Buffer.alloc(0)],
  ["truncated", (zip: Buffer) => zip.subarray(0, 1000)],
])("a zip for this machine that is %s is judged to fail, as init does", async (_, spoil) => {
  const [mirror] = mirrorChecks(workspace.directory);
  const place = join(workspace.directory, "terraform.d", "plugins", ...address.split("/"));
  for (const name of readdirSync(place)) writeFileSync(join(place, name), spoil(readFileSync(join(place, name))));
  expect([(await mirror?.run())?.state, await init()]).toEqual(["failed", false]);
});

test("a network mirror that admits us beside our directory is a warning, for init asks it too", async () => {
  const file = join(workspace.directory, "cli.rc");
  writeFileSync(file, `provider_installation {\n${ours}\nnetwork_mirror {\n url = "https://127.0.0.1:1/"\n}\n}\n`);
  const variables = { TF_CLI_CONFIG_FILE: file };
  expect((await cliConfigurationCheck(variables, "/nowhere", workspace.directory).run()).state).toBe("warning");
  expect(await init(variables)).toBe(false);
});

test("a pipe in the place of a CLI configuration is not waited for", async () => {
  const file = join(workspace.directory, "cli.rc");
  execFileSync("mkfifo", [file]);
  const outcome = await cliConfigurationCheck({ TF_CLI_CONFIG_FILE: file }, "/nowhere", workspace.directory).run();
  expect(outcome).toMatchObject({ state: "warning", detail: `${file} cannot be read (it is not a regular file).` });
});

test("a variable with -plugin-dir is a warning, for init looks nowhere else", async () => {
  const variables = { TF_CLI_ARGS_init: "-plugin-dir=/nope" };
  expect((await cliConfigurationCheck(variables, "/nowhere", workspace.directory).run()).state).toBe("warning");
  expect(await init(variables)).toBe(false);
});

test("the version of the real engine is read, whatever it thinks of its configuration", async () => {
  const environment = { ...process.env, TF_CLI_CONFIG_FILE: "/nowhere/that-is-a-warning.rc" };
  const engine = engineChecks(environment).find(({ id }) => id === someEngine);
  expect(await engine?.run()).toEqual(expect.objectContaining({ detail: expect.stringMatching(/^\d+\.\d+\.\d+/) }));
});
