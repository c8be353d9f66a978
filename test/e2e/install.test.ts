import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../src/version";
import { newDirectory } from "../support/directory";
import { cleanEnvironment, must, runNode } from "../support/program";
import { providerRequirement, someEngine, testWithEngine, Workspace } from "../support/terraform";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const install = (...args: string[]) => runNode([cli, "install", ...args]);

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace(someEngine);
  workspace.write(providerRequirement);
});
const lockFile = () => readFileSync(join(workspace.directory, ".terraform.lock.hcl"), "utf8");

testWithEngine("installing makes plain init work, and init leaves our lock entry as it is", async () => {
  rmSync(join(workspace.directory, "terraform.d"), { recursive: true });
  rmSync(join(workspace.directory, ".terraform.lock.hcl"));
  const { status, stdout } = install("--dir", workspace.directory);
  expect(status).toBe(0);
  expect(stdout).toContain("connect.internal/iot/connect");
  const before = lockFile();
  const { text } = await workspace.must("init", "-input=false");
  expect(text).toContain("successfully initialized");
  expect(text).not.toMatch(/Incomplete lock file|made some changes/);
  expect(lockFile()).toBe(before);
  await workspace.must("init", "-input=false", "-lockfile=readonly");
});

testWithEngine("a build with other bytes replaces an older one that was initialized already", async () => {
  await workspace.must("init", "-input=false");
  const file = join(workspace.directory, ".terraform.lock.hcl");
  writeFileSync(file, lockFile().replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`));
  const refused = await workspace.run(["init", "-input=false"]);
  expect(refused.code).toBe(1);
  expect(install("--dir", workspace.directory).status).toBe(0);
  await workspace.must("init", "-input=false");
  await workspace.must("validate");
});

testWithEngine("files that only another build of the same version had are gone", async () => {
  await workspace.must("init", "-input=false");
  const unpacked = join(workspace.directory, ".terraform", "providers", "connect.internal", "iot", "connect");
  const [platform = ""] = readdirSync(join(unpacked, version));
  writeFileSync(join(unpacked, version, platform, "of-another-build.js"), "");
  const file = join(workspace.directory, ".terraform.lock.hcl");
  writeFileSync(file, lockFile().replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`));
  expect(install("--dir", workspace.directory).status).toBe(0);
  await workspace.must("init", "-input=false");
  await workspace.must("validate");
});

test("an older version is removed, packed or unpacked", () => {
  const mirror = join(workspace.directory, "terraform.d", "plugins", "connect.internal", "iot", "connect");
  const installed = readdirSync(mirror);
  writeFileSync(join(mirror, "terraform-provider-connect_0.0.9_linux_amd64.zip"), "");
  mkdirSync(join(mirror, "0.0.9", "linux_amd64"), { recursive: true });
  writeFileSync(join(mirror, "0.0.9", "linux_amd64", "terraform-provider-connect"), "");
  expect(install("--dir", workspace.directory)).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(mirror)).toEqual(installed);
});

testWithEngine("the hash is one for all platforms", async () => {
  // Below the line that names the program.
  const entries = () => lockFile().replace(/^#.*$/m, "");
  const before = entries();
  const mirror = join(workspace.directory, "terraform.d", "plugins");
  const platforms = ["linux_amd64", "darwin_arm64", "windows_amd64"].map((platform) => `-platform=${platform}`);
  await workspace.must("providers", "lock", `-fs-mirror=${mirror}`, ...platforms);
  expect(entries()).toBe(before);
});

testWithEngine("a module package above the working directory does not keep the provider from starting", async () => {
  writeFileSync(join(workspace.directory, "package.json"), '{"type":"module"}');
  await workspace.must("init", "-input=false");
  await workspace.must("validate");
});

testWithEngine("a machine without Node is told what is missing", async () => {
  await workspace.must("init", "-input=false");
  const bin = newDirectory();
  const engine = must("sh", ["-c", `command -v ${someEngine}`]).trim();
  const { status, stdout, stderr } = spawnSync(engine, ["validate"], {
    cwd: workspace.directory,
    env: { PATH: bin, HOME: bin, CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(`${stdout}${stderr}`.replace(/[\s│╷╵]+/g, " ")).toContain("The connect provider needs Node.js");
});

testWithEngine("several installs at once get in nobody's way", async () => {
  const runs = Array.from({ length: 8 }, () => {
    const child = spawn(process.execPath, [cli, "install", "--dir", workspace.directory], {
      env: cleanEnvironment,
      stdio: "ignore",
    });
    return new Promise((resolve) => child.on("close", resolve));
  });
  expect(await Promise.all(runs)).toEqual(runs.map(() => 0));
  await workspace.must("init", "-input=false");
});

test("a directory that is not there is a usage error", () => {
  const { status, stderr } = install("--dir", join(workspace.directory, "nowhere"));
  expect(status).toBe(3);
  expect(stderr).toContain("there is no directory");
});

test("building twice gives the same bytes", () => {
  const root = join(__dirname, "..", "..");
  const again = newDirectory();
  must(join(root, "node_modules", ".bin", "tsx"), [join(root, "build", "bundle.ts"), again]);
  const archive = join("provider", "terraform-provider-connect.zip");
  expect(readFileSync(join(again, archive)).equals(readFileSync(join(root, "dist", archive)))).toBe(true);
});
