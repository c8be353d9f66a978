import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newDirectory } from "../support/directory";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must, run, runNode } from "../support/program";
import { engines, providerRequirement } from "../support/terraform";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const install = (...args: string[]) => runNode([cli, "install", "--standalone", ...args]);

const canChangeRoot = process.platform === "linux" && process.getuid?.() === 0;
const testInRoot = canChangeRoot && engines.length > 0 ? test : test.skip;

let emulator: EmulatorProcess;
let work: string;
beforeAll(async () => {
  emulator = await startEmulatorProcess(seedOf([wireProduct(1)]));
  work = newDirectory();
  must(process.execPath, [cli, "install", "--standalone", "--dir", work]);
});
afterAll(() => emulator.end());

/** A directory with the engine, the libraries of Node.js and the configuration, and nothing else. */
function makeRoot(engine: string): string {
  const root = newDirectory();
  const put = (from: string, to = from) => cpSync(from, join(root, to), { recursive: true, dereference: true });
  put(must("sh", ["-c", `command -v ${engine}`]).trim(), "/bin/engine");
  for (const [library] of must("ldd", [process.execPath]).matchAll(/\/\S+/g)) put(library);
  put(work, "/");
  mkdirSync(join(root, "tmp"));
  return root;
}

testInRoot("where there is neither Node.js nor a shell, each engine plans with it", () => {
  writeFileSync(
    join(work, "main.tf"),
    `${providerRequirement}
      data "connect_product" "p" { product_key = "key00001" }
      data "connect_products" "named" { where = { name_regex = "." } }
      output "type" { value = data.connect_product.p.product_type }
      output "count" { value = length(data.connect_products.named.product_keys) }`,
  );
  for (const engine of engines) {
    const root = makeRoot(engine);
    const inside = (...args: string[]) =>
      must("chroot", [root, "/bin/engine", ...args], {
        environment: { ...environmentOf(emulator.endpoint), CHECKPOINT_DISABLE: "1", TMPDIR: "/tmp" },
      });
    const programs = readdirSync(join(root, "bin"));
    inside("init", "-input=false", "-lockfile=readonly");
    inside("apply", "-input=false", "-auto-approve");
    expect([programs, JSON.parse(inside("output", "-json")).type.value]).toEqual([["engine"], "Device"]);
  }
});

test("it is made of the same bytes again, for a network mirror as for a directory", () => {
  const mirror = newDirectory();
  const { hash } = JSON.parse(
    must(process.execPath, [cli, "install", "--standalone", "--network-mirror", mirror, "--json"]),
  );
  expect(readFileSync(join(work, ".terraform.lock.hcl"), "utf8")).toContain(`"${hash}"`);
});

test("a standalone provider is not a program of Node.js to make another of", () => {
  const directory = newDirectory();
  const [zip = ""] = run("find", [work, "-name", "*.zip"]).stdout.trim().split("\n");
  must("unzip", ["-q", zip, "-d", directory]);
  const { status, stderr } = install("--dir", work, "--node", join(directory, "terraform-provider-connect"));
  expect([status, stderr]).toEqual([1, expect.stringContaining("has a program in it already")]);
});
