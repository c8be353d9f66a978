import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { address } from "../../src/address";
import { newDirectory } from "../support/directory";
import { cleanEnvironment, run, runNode } from "../support/program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const onUnix = process.platform === "win32" ? test.skip : test;

let directory: string;
beforeEach(() => {
  directory = newDirectory();
});
const path = (...names: string[]) => join(directory, ...names);
const empty = '{\n  "version": 1,\n  "entries": []\n}\n';
const seed = JSON.stringify({ accounts: [], products: [] });
const install = () => runNode([cli, "install", "--dir", directory]);

describe("install", () => {
  const mirror = () => path("terraform.d", "plugins", ...address.split("/"));

  test.each(["terraform.d", "terraform.d/plugins", `terraform.d/plugins/${address}`])(
    "writes and removes nothing through %s where that is a link",
    (link) => {
      const elsewhere = newDirectory();
      writeFileSync(join(elsewhere, "terraform-provider-connect_0.0.1_linux_amd64.zip"), "precious");
      mkdirSync(path(link, ".."), { recursive: true });
      symlinkSync(elsewhere, path(link));
      const { status, stderr } = install();
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/is a link \(to .*\), and nothing/),
      });
      expect(readdirSync(elsewhere)).toEqual(["terraform-provider-connect_0.0.1_linux_amd64.zip"]);
    },
  );

  test("replaces links among its own files, and what they lead to stays", () => {
    writeFileSync(path("precious"), "precious");
    expect(install().status).toBe(0);
    const [zip = ""] = readdirSync(mirror());
    rmSync(join(mirror(), zip));
    symlinkSync(path("precious"), join(mirror(), zip));
    symlinkSync(directory, join(mirror(), "terraform-provider-connect_0.0.1_linux_amd64.zip"));
    expect(install()).toMatchObject({ status: 0, stderr: "" });
    expect(lstatSync(join(mirror(), zip)).isFile()).toBe(true);
    expect(readFileSync(path("precious"), "utf8")).toBe("precious");
    expect(existsSync(join(mirror(), "terraform-provider-connect_0.0.1_linux_amd64.zip"))).toBe(false);
  });

  test("leaves what it has not made", () => {
    mkdirSync(join(mirror(), "0.0.1", "notes"), { recursive: true });
    mkdirSync(join(mirror(), "mine"));
    writeFileSync(join(mirror(), "0.0.1", "notes", "text"), "");
    writeFileSync(join(mirror(), "README.md"), "");
    expect(install()).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(mirror())).toEqual(expect.arrayContaining(["0.0.1", "mine", "README.md"]));
  });

  test("does not remove an unpacked provider of another build through a link", () => {
    expect(install().status).toBe(0);
    const [elsewhere, lock] = [newDirectory(), path(".terraform.lock.hcl")];
    mkdirSync(join(elsewhere, "providers", ...address.split("/")), { recursive: true });
    symlinkSync(elsewhere, path(".terraform"));
    const other = readFileSync(lock, "utf8").replace(/h1:[^"]+/, `h1:${"A".repeat(43)}=`);
    writeFileSync(lock, other);
    for (let times = 0; times < 2; times++)
      expect(install()).toMatchObject({ status: 1, stderr: expect.stringContaining(".terraform is a link") });
    expect(existsSync(join(elsewhere, "providers", ...address.split("/")))).toBe(true);
    expect(readFileSync(lock, "utf8")).toBe(other);
  });

  test.each<[string, () => void, RegExp]>([
    ["a file for a directory", () => writeFileSync(path("terraform.d"), ""), /its path is a file, not a directory/],
    ["a directory for the lock file", () => mkdirSync(path(".terraform.lock.hcl")), /lock\.hcl: it is a directory/],
    [
      "a circle for the lock file",
      () => symlinkSync(".terraform.lock.hcl", path(".terraform.lock.hcl")),
      /in a circle/,
    ],
  ])("%s is explained", (_, prepare, message) => {
    prepare();
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/E[A-Z]{4,}/);
  });
});

describe("a lock file", () => {
  const record = (environment: Record<string, string> = {}) =>
    run(
      process.execPath,
      [
        "-e",
        `const { record } = require(${JSON.stringify(join(__dirname, "..", "..", "dist", "synth", "record.js"))});
        record(${JSON.stringify(path("connect.lock.json"))}, { origin: { platform: "enos", endpoint: "https://x/" }, query: { product: "a" },
          fetchedAt: "2026-01-01T00:00:00.000Z", value: null }, false);`,
      ],
      { directory, environment },
    );

  test("that is a link stays one, also where it leads to a file that does not exist yet", () => {
    mkdirSync(path("shared"));
    symlinkSync(join("shared", "connect.lock.json"), path("connect.lock.json"));
    for (let times = 0; times < 2; times++) {
      expect(record()).toMatchObject({ status: 0, stderr: "" });
      expect(readlinkSync(path("connect.lock.json"))).toBe(join("shared", "connect.lock.json"));
    }
    expect(readdirSync(path("shared"))).toEqual(["connect.lock.json"]);
  });

  test.each<[string, () => void]>([
    ["a file", () => writeFileSync(path("connect.lock.json.writing"), "precious")],
    [
      "a directory with something else in it",
      () => mkdirSync(path("connect.lock.json.writing", "mine"), { recursive: true }),
    ],
    ["a link", () => symlinkSync(directory, path("connect.lock.json.writing"))],
  ])("is not written while %s is in the way, which stays", (_, prepare) => {
    prepare();
    const { status, stderr } = record();
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining("is in the way") });
    expect(readdirSync(directory)).toEqual(["connect.lock.json.writing"]);
  });
});

onUnix("a pipe is read like a file, and one that no program writes to ends the command", async () => {
  run("mkfifo", [path("pipe")]);
  const reader = spawn(process.execPath, [cli, "lock", "show", "--lock", path("pipe")], { env: cleanEnvironment });
  let shown = "";
  reader.stdout.setEncoding("utf8").on("data", (text) => {
    shown += text;
  });
  writeFileSync(path("pipe"), empty);
  await new Promise((resolve) => reader.once("close", resolve));
  expect(shown).toContain("0 entries");
  const { status, stderr } = runNode([cli, "lock", "show", "--lock", path("pipe")]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("no program writes to it") });
});

const other = 65534;
const asOther = (...args: string[]): [string, string[]] => [
  "/usr/bin/setpriv",
  [`--reuid=${other}`, `--regid=${other}`, "--clear-groups", process.execPath, cli, ...args],
];
const isRoot = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/setpriv");
// The other user may not be able to reach this checkout.
const testOther = isRoot && run(...asOther("--version")).status === 0 ? test : test.skip;

describe("another user", () => {
  const as = (...args: string[]) => run(...asOther(...args), { directory, environment: { HOME: directory } });
  beforeEach(() => {
    chmodSync(join(directory, ".."), 0o711);
    chmodSync(directory, 0o755);
    writeFileSync(path("secret.json"), empty, { mode: 0o600 });
    writeFileSync(path("seed.json"), seed, { mode: 0o600 });
    writeFileSync(path("ok.json"), empty);
    mkdirSync(path("shut"), { mode: 0o700 });
  });

  testOther.each<[string, string[], RegExp]>([
    ["a lock file", ["lock", "show", "--lock", "secret.json"], /secret\.json: this user may not read it\. Change/],
    ["what is in a directory", ["lock", "show", "--lock", "shut/x.json"], /x\.json: this user may not read it\./],
    ["expectations", ["drift", "--expectations", "secret.json"], /secret\.json: this user may not read it\./],
    ["ignore rules", ["drift", "--ignore", "shut/x", "--lock", "ok.json"], /x: this user may not read it\./],
    ["a seed", ["emulate", "--seed", "seed.json", "--", "true"], /seed\.json: this user may not read it\./],
  ])("may not read %s, and is told so", (_, args, message) => {
    const { status, stderr } = as(...args);
    expect(status).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
  });

  testOther("may not write, and is told so", () => {
    const { status, stderr } = as("install");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/terraform\.d.*: this user may not write there\. Change the permissions/),
    });
    chownSync(directory, other, other);
    expect(as("install")).toMatchObject({ status: 0, stderr: "" });
  });
});
