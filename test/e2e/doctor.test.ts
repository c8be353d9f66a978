import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { address } from "../../src/address";
import { installProvider } from "../../src/mirror/install";
import { providerPackage } from "../../src/mirror/package";
import { diagnose, type Findings } from "../support/diagnose";
import { newDirectory } from "../support/directory";
import { cleanEnvironment, must } from "../support/program";
import { providerRequirement, someEngine, testWithEngine as test } from "../support/terraform";

// What doctor says of a machine and a directory, as the real terraform or tofu makes it.

const cli = join(__dirname, "..", "..", "dist", "cli.js");

let directory: string;
beforeEach(() => {
  directory = newDirectory();
  writeFileSync(join(directory, "main.tf"), providerRequirement);
});

/** Where there is one engine, node and the tools of a shell script, and nothing else. */
const bin = newDirectory();
beforeAll(() => {
  const programs = [someEngine, "node", "sh", "env", "dirname", "readlink", "uname"];
  for (const program of programs) symlinkSync(must("sh", ["-c", `command -v ${program}`]).trim(), join(bin, program));
});

const examine = (variables: Readonly<Record<string, string>> = {}, place = directory): Promise<Findings> =>
  diagnose({ PATH: bin, ...variables }, { directory: place });

const mirror = () => join(directory, "terraform.d", "plugins", ...address.split("/"));
const lockFile = () => join(directory, ".terraform.lock.hcl");
const spoilLock = () =>
  writeFileSync(lockFile(), readFileSync(lockFile(), "utf8").replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`));

/** All files below a directory, with their bytes. */
const tree = (of: string): string[] =>
  readdirSync(of, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() ? `${path} ${readFileSync(path, "base64")}` : path;
  });

function configure(methods: string): Readonly<Record<string, string>> {
  // A relative path, as in the guide.
  writeFileSync(join(directory, "connect.tfrc"), `provider_installation {\n${methods}\n}\n`);
  return { TF_CLI_CONFIG_FILE: "connect.tfrc" };
}

const ours = 'filesystem_mirror {\n path = "terraform.d/plugins"\n}';

function unpackedProvider(): string {
  const unpacked = newDirectory();
  must("unzip", ["-q", providerPackage().archive, "-d", unpacked]);
  return unpacked;
}

test("a directory in which the provider is installed is as it should be, and stays as it is", async () => {
  installProvider(directory);
  writeFileSync(join(directory, "broken.tf"), "not ours to judge {");
  mkdirSync(join(directory, "tests"));
  writeFileSync(join(directory, "tests", "x.tftest.hcl"), "neither {");
  const before = tree(directory);
  const findings = await examine({ TF_DATA_DIR: join(directory, "data"), TF_LOG: "TRACE", TF_WORKSPACE: "other" });
  expect(findings).toMatchObject({
    cli_configuration: { state: "ok", detail: `${someEngine}: it installs and starts the provider.` },
    mirror: { state: "ok" },
    dependency_lock: { state: "ok" },
  });
  expect(tree(directory)).toEqual(before);
});

test.each([
  ["our directory, and the registry for others", `${ours}\ndirect {\n exclude = ["connect.internal/*/*"]\n}`],
  ["our directory, and an empty one", `${ours}\nfilesystem_mirror {\n path = "empty"\n}`],
])("a CLI configuration that installs from %s is fine", async (_, methods) => {
  installProvider(directory);
  mkdirSync(join(directory, "empty"));
  expect(await examine(configure(methods))).toMatchObject({
    cli_configuration: { state: "ok" },
    mirror: { state: "ok" },
  });
});

test.each([
  ["the registry", "direct {\n}", /connect\.internal/],
  [
    "a network mirror that does not answer",
    `${ours}\nnetwork_mirror {\n url = "https://127.0.0.1:1/"\n}`,
    /127\.0\.0\.1:1/,
  ],
  ["a directory that does not exist", `${ours}\nfilesystem_mirror {\n path = "/absent"\n}`, /cannot search \/absent/],
  ["a directory without the provider", 'filesystem_mirror {\n path = "empty"\n}', /was not found/],
  ["an unknown method", "other_mirror {\n}", /Unknown provider installation method "other_mirror" at 2:1\. /],
])("a CLI configuration that asks %s fails, in the engine's words", async (_, methods, words) => {
  installProvider(directory);
  mkdirSync(join(directory, "empty"));
  const { cli_configuration, mirror } = await examine(configure(methods));
  expect(cli_configuration).toMatchObject({
    state: "failed",
    detail: expect.stringMatching(words),
    remedy: expect.stringContaining('filesystem_mirror { path = "terraform.d/plugins" }'),
  });
  expect(mirror).toMatchObject({ state: "skipped", detail: 'It needs "CLI configuration", which failed.' });
});

test("a CLI configuration that cannot be read is a warning that does not quote it", async () => {
  writeFileSync(join(directory, "connect.tfrc"), 'credentials "h.example" {\n  token = canary\n}\n');
  const { cli_configuration } = await examine({ TF_CLI_CONFIG_FILE: "connect.tfrc" });
  expect(cli_configuration).toMatchObject({ state: "warning", detail: expect.stringMatching(/ At 2:\d+$/) });
  expect(JSON.stringify(cli_configuration)).not.toContain("canary");
});

test.each([
  ["that starts is a warning, although init fails", "warning", () => unpackedProvider()],
  [
    "that does not start fails",
    "failed",
    () => {
      const directory = newDirectory();
      writeFileSync(join(directory, "terraform-provider-connect"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
      return directory;
    },
  ],
])("a provider in dev_overrides %s", async (_, state, place) => {
  const path = place();
  const variables = configure(`dev_overrides {\n "${address}" = "${path}"\n}\ndirect {\n}`);
  expect((await examine(variables)).cli_configuration).toMatchObject({
    state,
    detail: expect.stringContaining(`Provider development overrides are in effect: ${address} in ${path}.`),
    remedy: expect.stringContaining("dev_overrides"),
  });
});

test("-plugin-dir in the arguments of init fails, and the remedy names the variable", async () => {
  expect((await examine({ TF_CLI_ARGS_init: "-plugin-dir=/absent" })).cli_configuration).toMatchObject({
    state: "failed",
    detail: expect.stringContaining("/absent"),
    remedy: expect.stringContaining("TF_CLI_ARGS_init"),
  });
});

test("a lock file that init may only read is no obstacle to asking", async () => {
  installProvider(directory);
  writeFileSync(
    lockFile(),
    `${readFileSync(lockFile(), "utf8")}\nprovider "example.com/a/b" {\n  version = "1.0.0"\n}\n`,
  );
  expect(await examine({ TF_CLI_ARGS_init: "-lockfile=readonly" })).toMatchObject({
    cli_configuration: { state: "ok" },
    mirror: { state: "ok" },
    dependency_lock: { state: "ok" },
  });
});

test("without node in PATH the provider cannot be started, and it says so itself", async () => {
  const without = newDirectory();
  for (const name of readdirSync(bin)) if (name !== "node") symlinkSync(join(bin, name), join(without, name));
  expect((await examine({ PATH: without })).cli_configuration).toMatchObject({
    state: "failed",
    detail: expect.stringMatching(/there is no node in PATH\.$/),
  });
});

test("without an engine nothing is asked, and that is said", async () => {
  installProvider(directory);
  const { cli_configuration, mirror, dependency_lock } = await examine({ PATH: "" });
  for (const finding of [cli_configuration, mirror, dependency_lock])
    expect(finding).toMatchObject({ state: "skipped", detail: expect.stringMatching(/no usable terraform or tofu/) });
});

/** A directory with a terraform of which everything but its version is what a shell does. */
function engineThat(script: string): string {
  const place = newDirectory();
  const version = `[ "$1" = version ] && { echo '{"terraform_version":"1.11.0"}'; exit; }`;
  writeFileSync(join(place, "terraform"), `#!/bin/sh\n${version}\n${script}\n`);
  chmodSync(join(place, "terraform"), 0o755);
  return place;
}

test("an engine that fails without a word fails the check", async () => {
  const PATH = engineThat("exit 7");
  expect((await examine({ PATH })).cli_configuration).toMatchObject({
    state: "failed",
    detail: "terraform: it ended without a message",
  });
});

test("on Ctrl-C the engine and what it started end, and nothing temporary is left", async () => {
  const TMPDIR = newDirectory();
  // The shell that waits is not replaced by sleep, which therefore is a child of a child.
  const PATH = `${engineThat(`sleep 600 & echo $! > "${directory}/pid.part"; mv "${directory}/pid.part" "${directory}/pid"; wait`)}${delimiter}/bin${delimiter}/usr/bin`;
  const child = spawn(process.execPath, [cli, "doctor"], {
    cwd: directory,
    env: { PATH, TMPDIR, HOME: directory },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  while (!existsSync(join(directory, "pid"))) await setTimeout(10);
  expect(readdirSync(TMPDIR)).toHaveLength(1);
  const pid = Number(readFileSync(join(directory, "pid"), "utf8"));
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  expect(readdirSync(TMPDIR)).toEqual([]);
  while (isRunning(pid)) await setTimeout(10);
});

/** A process that ended and that nobody has waited for is a zombie, which takes signals. */
const isRunning = (pid: number): boolean =>
  spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" })
    .stdout.trim()
    .replace(/^Z.*/, "") !== "";

test("a configuration that names the provider without a mirror fails, and install mends it", async () => {
  expect(await examine()).toMatchObject({
    cli_configuration: { state: "ok" },
    mirror: { state: "failed", remedy: 'Run "cdktf-connect install" here.' },
    dependency_lock: { state: "skipped" },
  });
  installProvider(directory);
  expect(await examine()).toMatchObject({ mirror: { state: "ok" }, dependency_lock: { state: "ok" } });
});

test.each([
  ["missing", (path: string) => rmSync(path), /does not have a package/],
  ["empty", (path: string) => writeFileSync(path, ""), /zip/],
  ["truncated", (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 1000)), /zip/],
])("a zip for this machine that is %s fails", async (_, spoil, words) => {
  installProvider(directory);
  const machine = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}.zip`;
  for (const name of readdirSync(mirror())) if (name.endsWith(machine)) spoil(join(mirror(), name));
  expect((await examine()).mirror).toMatchObject({ state: "failed", detail: expect.stringMatching(words) });
});

test.each([
  ["has another hash", spoilLock, /doesn't match any of the checksums/],
  ["has merge marks", () => writeFileSync(lockFile(), "<<<<<<< ours\n"), /Argument or block definition required/],
  [
    "is a directory",
    () => {
      rmSync(lockFile());
      mkdirSync(lockFile());
    },
    /could not be read/,
  ],
])("a lock file that %s fails, and the mirror does not", async (_, spoil, words) => {
  installProvider(directory);
  spoil();
  expect(await examine()).toMatchObject({
    mirror: { state: "ok" },
    dependency_lock: {
      state: "failed",
      detail: expect.stringMatching(words),
      remedy: expect.stringContaining("cdktf-connect install"),
    },
  });
});

test("a lock file without our entry is a warning", async () => {
  installProvider(directory);
  rmSync(lockFile());
  expect((await examine()).dependency_lock).toMatchObject({
    state: "warning",
    detail: expect.stringContaining("no entry"),
  });
});

test("another build of the provider is a warning", async () => {
  installProvider(directory);
  rmSync(lockFile());
  const unpacked = unpackedProvider();
  const { version } = providerPackage();
  const machine = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  writeFileSync(join(unpacked, "another-file"), "");
  for (const name of readdirSync(mirror())) rmSync(join(mirror(), name));
  for (const named of [version, "0.0.1"]) {
    mkdirSync(join(mirror(), named));
    symlinkSync(unpacked, join(mirror(), named, machine));
    const found =
      named === version
        ? `installs another build of version ${version}`
        : `installs version 0.0.1 instead of this package's ${version}.`;
    expect((await examine()).mirror).toMatchObject({ state: "warning", detail: expect.stringContaining(found) });
    rmSync(join(mirror(), named), { recursive: true });
  }
});

test("in the root of a CDKTF app its stacks are examined, and the broken ones named", async () => {
  rmSync(join(directory, "main.tf"));
  const stacks = ["a", "b", "c"].map((name) => join(directory, "cdktf.out", "stacks", name));
  for (const stack of stacks) {
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, "cdk.tf"), providerRequirement);
    installProvider(stack);
  }
  const place = join("cdktf.out", "stacks");
  const fine = await examine();
  const names = ["a", "b", "c"].map((name) => join(place, name)).join(", ");
  expect(fine.mirror).toMatchObject({ state: "ok", detail: expect.stringContaining(`${names}: `) });
  for (const stack of stacks.slice(0, 2)) rmSync(join(stack, "terraform.d"), { recursive: true });
  const { mirror } = await examine();
  expect(mirror).toMatchObject({
    state: "failed",
    detail: expect.stringContaining(`${join(place, "a")}, ${join(place, "b")}: `),
    remedy: 'Run "cdktf synth" (or "cdktn synth") again.',
  });
  expect(mirror?.detail).not.toContain(join(place, "c"));
});

test("of more stacks than the limit the first are examined, and the limit is named", async () => {
  rmSync(join(directory, "main.tf"));
  for (let stack = 0; stack < 12; stack++) {
    mkdirSync(join(directory, "cdktf.out", "stacks", `s${stack}`), { recursive: true });
    writeFileSync(join(directory, "cdktf.out", "stacks", `s${stack}`, "cdk.tf"), providerRequirement);
  }
  expect(
    (await examine({ PATH: engineThat(`[ "$1" != validate ] || echo '{"valid":true,"diagnostics":[]}'`) })).mirror
      ?.detail,
  ).toMatch(/ \(Not checked: 2 more, the limit is 10 stacks\.\)$/);
});

test("where the system takes no temporary files nothing can be asked, which is a failure", () => {
  installProvider(directory);
  const env = { ...cleanEnvironment, PATH: bin, TMPDIR: join(directory, "absent") };
  const printed = must("sh", ["-c", `"${process.execPath}" "${cli}" doctor --json || true`], {
    directory,
    environment: env,
  });
  const found = JSON.parse(printed).checks.find(({ id }: { id: string }) => id === "cli_configuration");
  expect(found).toMatchObject({
    state: "failed",
    detail: expect.stringMatching(/could be created in .*absent: its directory does not exist/),
    remedy: "Set TMPDIR to a directory where this user may write.",
  });
});
