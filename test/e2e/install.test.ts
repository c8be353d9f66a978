import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { version } from "../../src/version";
import { newDirectory } from "../support/directory";
import { closeAll, start } from "../support/loopback-server";
import { cleanEnvironment, must, runNode } from "../support/program";
import { selfSigned } from "../support/self-signed";
import { providerRequirement, someEngine, testWithEngine, Workspace } from "../support/terraform";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const install = (...args: string[]) => runNode([cli, "install", ...args]);

const architecture = process.arch === "x64" ? "amd64" : process.arch;
const ownSystem = `${process.platform}_${architecture}`;

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

testWithEngine("for a user, every directory finds it, and nothing else is written", async () => {
  const home = newDirectory();
  const { status } = runNode([cli, "install", "--user", "--platform", "linux_amd64", "--platform", ownSystem], {
    environment: { HOME: home },
  });
  expect(status).toBe(0);
  const mirror = join(home, ".terraform.d", "plugins", "connect.internal", "iot", "connect");
  const names = new Set(
    ["linux_amd64", ownSystem].map((system) => `terraform-provider-connect_${version}_${system}.zip`),
  );
  expect(readdirSync(mirror)).toEqual([...names].sort());
  rmSync(join(workspace.directory, "terraform.d"), { recursive: true });
  rmSync(join(workspace.directory, ".terraform.lock.hcl"));
  const { code } = await workspace.run(["init", "-input=false"], { HOME: home });
  expect(code).toBe(0);
});

testWithEngine("a network mirror is what init asks for over HTTPS, and its hashes fit the lock entry", async () => {
  const mirror = newDirectory();
  const write = (...args: string[]) => install("--network-mirror", mirror, ...args);
  expect(write("--platform", "windows_arm64")).toMatchObject({ status: 0 });
  expect(write("--platform", ownSystem)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("network_mirror {"),
  });
  const place = join(mirror, "connect.internal", "iot", "connect");
  const read = (name: string) => JSON.parse(readFileSync(join(place, name), "utf8"));
  expect(read("index.json")).toEqual({ versions: { [version]: {} } });
  expect(Object.keys(read(`${version}.json`).archives).sort()).toEqual([ownSystem, "windows_arm64"].sort());
  const sums = `terraform-provider-connect_${version}_SHA256SUMS`;
  must("sha256sum", ["-c", sums], { directory: place });
  expect(readFileSync(join(place, sums), "utf8").trim().split("\n")).toHaveLength(2);
  writeFileSync(join(place, "index.json"), JSON.stringify({ versions: { "0.0.1": {} } }));
  write("--platform", ownSystem);
  expect(Object.keys(read("index.json").versions)).toEqual(["0.0.1", version]);

  const identity = await selfSigned("localhost");
  const server = createServer(identity, ({ url = "" }, response) => {
    const file = join(mirror, url);
    if (!existsSync(file)) return response.writeHead(404).end();
    const type = file.endsWith(".json") ? "application/json" : "application/zip";
    return response.writeHead(200, { "content-type": type }).end(readFileSync(file));
  });
  const port = await start(server);
  const [authority, tfrc] = [join(mirror, "authority.pem"), join(mirror, "mirror.tfrc")];
  writeFileSync(authority, identity.cert);
  writeFileSync(tfrc, `provider_installation {\n  network_mirror {\n    url = "https://localhost:${port}/"\n  }\n}\n`);
  rmSync(join(workspace.directory, "terraform.d"), { recursive: true });
  // Its lock entry is that of installing in a directory.
  const { code, text } = await workspace.run(["init", "-input=false", "-lockfile=readonly"], {
    TF_CLI_CONFIG_FILE: tfrc,
    SSL_CERT_FILE: authority,
  });
  await closeAll();
  expect([code, text]).toEqual([0, expect.stringContaining("successfully initialized")]);
});

test("a file in the way that is no index is left alone and named", () => {
  const mirror = newDirectory();
  const place = join(mirror, "connect.internal", "iot", "connect");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "index.json"), "[]");
  const { status, stderr } = install("--network-mirror", mirror);
  expect(status).toBe(1);
  expect(stderr).toContain("index.json:1:1: expected an object, found a list.");
  expect(readFileSync(join(place, "index.json"), "utf8")).toBe("[]");
});

test("options that exclude each other, and systems that there are not, are usage errors", () => {
  expect(install("--user", "--dir", ".")).toMatchObject({ status: 3 });
  const { status, stderr } = install("--platform", "linux_amd46");
  expect(status).toBe(3);
  expect(stderr).toContain("linux_amd64");
  expect(install("--node", process.execPath)).toMatchObject({ status: 3 });
});

test("a standalone provider is made of a program of Node.js for Linux", () => {
  const { status, stderr } = install("--standalone", "--node", cli, "--dir", workspace.directory);
  expect([status, stderr]).toEqual([1, expect.stringContaining("is not a program for linux_amd64 or linux_arm64")]);
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
