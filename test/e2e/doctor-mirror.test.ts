import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mirrorChecks } from "../../src/doctor/mirror";
import { installProvider } from "../../src/mirror/install";
import { newDirectory } from "../support/directory";

let directory: string;
beforeEach(() => {
  directory = newDirectory();
});

const mirror = () => join(directory, "terraform.d", "plugins", "connect.internal", "iot", "connect");
const lockFile = () => join(directory, ".terraform.lock.hcl");
const zips = () => readdirSync(mirror());
const here = () =>
  zips().find((name) => name.includes(`${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`)) ?? "";
const other = () => zips().find((name) => name !== here()) ?? "";

async function examine() {
  const [placed, locked] = await Promise.all(mirrorChecks(directory).map((check) => check.run()));
  return { placed, locked };
}
const remedy = 'Run "cdktf-connect install" here.';
const requirement = 'terraform { required_providers { connect = { source = "connect.internal/iot/connect" } } }';

test("a directory without a configuration has nothing to look at", async () => {
  const { placed, locked } = await examine();
  expect(placed).toEqual(locked);
  expect(placed).toMatchObject({ state: "skipped", detail: expect.stringContaining("cdktf.out/stacks") });
});

test("neither has one whose configuration does not name us", async () => {
  writeFileSync(join(directory, "main.tf"), 'resource "terraform_data" "x" {}');
  expect((await examine()).placed).toEqual({
    state: "skipped",
    detail: "The configuration in this directory does not name connect.internal/iot/connect.",
  });
});

test("a configuration that names us without a mirror fails, with the command that mends it", async () => {
  writeFileSync(join(directory, "main.tf"), requirement);
  expect((await examine()).placed).toMatchObject({ state: "failed", remedy });
  installProvider(directory);
  expect(await examine()).toMatchObject({ placed: { state: "ok" }, locked: { state: "ok" } });
});

test("what is examined is left as it is", async () => {
  installProvider(directory);
  writeFileSync(join(mirror(), other()), "older bytes");
  const before = readFileSync(lockFile(), "utf8");
  const names = zips();
  await examine();
  expect(readdirSync(directory).sort()).toEqual([".terraform.lock.hcl", "terraform.d"]);
  expect(zips()).toEqual(names);
  expect(readFileSync(join(mirror(), other()), "utf8")).toBe("older bytes");
  expect(readFileSync(lockFile(), "utf8")).toBe(before);
});

test("a mirror without the file for this machine fails", async () => {
  installProvider(directory);
  rmSync(join(mirror(), here()));
  expect((await examine()).placed).toMatchObject({ state: "failed", remedy });
});

test("a mirror without the file for another machine, and one with other bytes, are warnings", async () => {
  installProvider(directory);
  const [gone] = [other()];
  rmSync(join(mirror(), gone));
  expect((await examine()).placed).toMatchObject({
    state: "warning",
    detail: expect.stringContaining(`lacks ${gone}`),
  });
  installProvider(directory);
  for (const name of zips()) if (name !== here()) writeFileSync(join(mirror(), name), "older bytes");
  const { placed } = await examine();
  expect(placed).toMatchObject({ state: "warning", remedy });
  expect(placed?.detail).toMatch(/has other bytes in \S+\.zip and 4 more\.$/);
});

test.each([
  ["empty", ""],
  ["replaced", "other bytes"],
])("a zip for this machine that is %s fails: init refuses it", async (_, bytes) => {
  installProvider(directory);
  writeFileSync(join(mirror(), here()), bytes);
  const [placed, locked] = mirrorChecks(directory);
  expect(await placed?.run()).toMatchObject({
    state: "failed",
    remedy,
    detail: expect.stringMatching(/^The zip for \w+ in .* has other bytes\.$/),
  });
  expect(locked?.needs).toContain("mirror");
});

test("a directory in the place of a zip is told as other bytes", async () => {
  installProvider(directory);
  const name = other();
  rmSync(join(mirror(), name));
  mkdirSync(join(mirror(), name));
  expect((await examine()).placed).toMatchObject({ state: "warning", detail: expect.stringContaining(name) });
});

test.each([
  ["text", "no hcl at all {{{", "line 1 is not understood"],
  ["merge conflict markers", '<<<<<<< ours\nprovider "a/b/c" {\n}\n', "line 1 is not understood"],
])("a lock file of %s fails, and the mirror does not", async (_, text, reason) => {
  installProvider(directory);
  writeFileSync(lockFile(), text);
  expect(await examine()).toMatchObject({
    placed: { state: "ok" },
    locked: { state: "failed", detail: `It cannot be read (${reason}): terraform init refuses it.` },
  });
  expect(readFileSync(lockFile(), "utf8")).toBe(text);
});

test("a directory in the place of the lock file fails as that", async () => {
  installProvider(directory);
  rmSync(lockFile());
  mkdirSync(lockFile());
  expect((await examine()).locked).toMatchObject({
    state: "failed",
    detail: "It cannot be read (it is not a regular file): terraform init refuses it.",
  });
});

test("a mirror of another version is a warning, and so is the lock entry that goes with it", async () => {
  const { version } = installProvider(directory);
  for (const name of zips()) {
    rmSync(join(mirror(), name));
    writeFileSync(join(mirror(), name.replace(version, "0.0.1")), "old");
  }
  writeFileSync(
    lockFile(),
    readFileSync(lockFile(), "utf8")
      .replace(version, "0.0.1")
      .replace(/h1:[^"]+/, "h1:old="),
  );
  const { placed, locked } = await examine();
  expect(placed).toMatchObject({ state: "warning", remedy });
  expect(placed?.detail).toContain("has also terraform-provider-connect_0.0.1_");
  expect(locked).toMatchObject({ state: "warning", remedy, detail: `Its entry is not that of version ${version}.` });
});

test("a lock entry of this version with a mirror of another fails: init cannot find it", async () => {
  const { version } = installProvider(directory);
  for (const name of zips()) renameSync(join(mirror(), name), join(mirror(), name.replace(version, "0.0.1")));
  const { placed } = await examine();
  expect(placed).toMatchObject({
    state: "failed",
    remedy,
    detail: expect.stringContaining(`names version ${version}`),
  });
});

test("a lock entry with another hash than the mirror's fails: init refuses it", async () => {
  installProvider(directory);
  writeFileSync(lockFile(), readFileSync(lockFile(), "utf8").replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`));
  const { placed, locked } = await examine();
  expect(placed?.state).toBe("ok");
  expect(locked).toMatchObject({
    state: "failed",
    remedy,
    detail: expect.stringContaining("terraform init refuses it"),
  });
});

test("a lock file without our entry is a warning, and constraints in it are nobody's fault", async () => {
  installProvider(directory, "~> 0.1");
  expect((await examine()).locked).toMatchObject({ state: "ok" });
  writeFileSync(lockFile(), 'provider "registry.terraform.io/hashicorp/random" {\n}\n');
  expect((await examine()).locked).toMatchObject({ state: "warning", remedy });
});

test("a mirror that was unpacked is usable", async () => {
  const { version } = installProvider(directory);
  const machine = here().replace(/^.*?_\d[^_]*_|\.zip$/g, "");
  for (const name of zips()) rmSync(join(mirror(), name));
  mkdirSync(join(mirror(), version, machine), { recursive: true });
  expect((await examine()).placed).toMatchObject({ state: "warning" });
});
