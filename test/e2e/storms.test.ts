import { existsSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { run } from "../support/program";
import { killInstalls, killPlans, killWriters, manyWriters } from "../support/storms";
import { providerRequirement, someEngine, testWithEngine, Workspace } from "../support/terraform";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const onLinux = existsSync("/proc/self/environ");
const testWithBoth = onLinux ? testWithEngine : test.skip;

test("a lock file is whole whenever its writer is killed", () => killWriters(newDirectory(), { times: 4, seed: 1 }));

test("writers at the same time lose nothing", () => manyWriters(newDirectory(), { writers: 6, each: 20 }));

testWithEngine("installs that are killed are finished by the next one", async () => {
  const workspace = new Workspace(someEngine);
  workspace.write(providerRequirement);
  await killInstalls(workspace, { times: 4, seed: 2 });
});

testWithBoth("plans whose engine or provider is killed leave no process, and the next one works", async () => {
  const emulator = await startEmulator({ seed: seedOf([wireProduct(1)]) });
  const environment = environmentOf(emulator.endpoint);
  const workspace = new Workspace(someEngine, environment);
  workspace.init(`${providerRequirement}
    provider "connect" {}
    data "connect_product" "p" { product_key = "key00001" }
  `);
  await killPlans(someEngine, { directory: workspace.directory, environment }, { times: 4, seed: 3, longest: 900 });
  await emulator.close();
});

const onUnix = process.platform === "win32" ? test.skip : test;

onUnix("where no more may be written, the reason is given and nothing is left half-written", () => {
  const directory = newDirectory();
  const { status, stderr } = run("sh", ["-c", `ulimit -f 8; exec '${process.execPath}' '${cli}' install`], {
    directory,
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/may write\. Raise the limit: ulimit -f\./),
  });
  expect(run("find", [directory, "-type", "f"]).stdout).toBe("");
});

onUnix("a working directory that was removed is named", () => {
  const directory = newDirectory();
  for (const command of ["lock show", "drift", "install", "doctor"]) {
    const line = `mkdir gone; cd gone; rmdir ../gone; exec '${process.execPath}' '${cli}' ${command}`;
    expect(run("sh", ["-c", line], { directory })).toMatchObject({
      status: 1,
      stderr: "cdktf-connect: the working directory no longer exists; change to another one\n",
    });
  }
});

test("directories for temporary files and for the user may be missing", () => {
  const directory = newDirectory();
  const missing = join(directory, "missing");
  const environment = { HOME: missing, TMPDIR: missing, USERPROFILE: missing };
  const { stdout } = run(process.execPath, [cli, "doctor"], { directory, environment });
  expect(stdout).not.toMatch(/\bE[A-Z]{4,}\b/);
  expect(
    run(process.execPath, [cli, "emulate", "--", process.execPath, "-e", "0"], { directory, environment }),
  ).toMatchObject({
    status: 0,
  });
});
