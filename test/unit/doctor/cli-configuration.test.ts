import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cliConfigurationCheck } from "../../../src/doctor/cli-configuration";

let home: string;
let directory: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "doctor-cli-"));
  directory = join(home, "work");
});
afterEach(() => rmSync(home, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(home, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
const examine = (variables: Readonly<Record<string, string>> = {}) =>
  cliConfigurationCheck(variables, home, directory).run();

const hiding = 'provider_installation { network_mirror { url = "https://m.example/" include = ["a/*/*"] } }';

test("without a file, or with one that installs as usual, all is well", async () => {
  expect(await examine()).toEqual({ state: "ok", detail: "there is none" });
  const file = write(".terraformrc", 'credentials "app.terraform.io" { token = "canary" }');
  expect(await examine()).toEqual({ state: "ok", detail: `no provider_installation in ${file}` });
});

test.each([
  [".terraformrc", {}],
  [".tofurc", {}],
  [".terraform.d/more.tfrc", {}],
  ["xdg/opentofu/tofurc", { XDG_CONFIG_HOME: "xdg" }],
  ["named.rc", { TF_CLI_CONFIG_FILE: "named.rc" }],
  ["named.rc", { TERRAFORM_CONFIG: "named.rc" }],
])(
  "a provider_installation in %s under %j hides the directory, which is said with the file",
  async (name, variables) => {
    const file = write(name, hiding);
    const placed = Object.entries(variables).map(([variable, path]) => [variable, join(home, path)]);
    expect(await examine(Object.fromEntries(placed))).toEqual({
      state: "failed",
      detail: `${file}: provider_installation switches terraform.d/plugins off and names no other place for connect.internal/iot/connect.`,
      remedy: 'Write there: filesystem_mirror { path = "terraform.d/plugins" }.',
    });
  },
);

test("a JSON file in the directory of configurations counts as well", async () => {
  write(".terraform.d/more.tfrc.json", '{"provider_installation":[{"filesystem_mirror":[{"path":"/elsewhere"}]}]}');
  expect(await examine()).toMatchObject({ state: "failed" });
});

test("a file that a variable names is the only one that counts", async () => {
  write(".terraformrc", hiding);
  const file = write("named.rc", "");
  expect(await examine({ TF_CLI_CONFIG_FILE: file })).toMatchObject({ state: "ok" });
  expect(await examine({ TF_CLI_CONFIG_FILE: join(home, "absent") })).toEqual({
    state: "warning",
    detail: `TF_CLI_CONFIG_FILE names ${join(home, "absent")}, and there is no such file.`,
    remedy: "Unset TF_CLI_CONFIG_FILE, or make it name a file.",
  });
});

test.each([
  ["the directory itself", 'filesystem_mirror { path = "terraform.d/plugins" }', "ok"],
  ["the directory by its whole path", 'filesystem_mirror { path = "HOME/work/terraform.d/plugins" }', "ok"],
  ["a mirror that has the provider", 'filesystem_mirror { path = "HOME/mirror" }', "ok"],
  ["a mirror that has not", 'filesystem_mirror { path = "HOME/empty" }', "failed"],
  [
    "the directory for our host",
    'filesystem_mirror { path = "terraform.d/plugins" include = ["connect.internal/*/*"] }',
    "ok",
  ],
  [
    "the directory for the public registry",
    'filesystem_mirror { path = "terraform.d/plugins" include = ["*/*"] }',
    "failed",
  ],
  [
    "the directory for all but our host",
    'filesystem_mirror { path = "terraform.d/plugins" exclude = ["connect.internal/*/*"] }',
    "failed",
  ],
  ["nothing", "", "failed"],
  ["the registry for our host too", 'filesystem_mirror { path = "terraform.d/plugins" } direct {}', "failed"],
  [
    "the registry for all but our host",
    'filesystem_mirror { path = "terraform.d/plugins" } direct { exclude = ["connect.internal/*/*"] }',
    "ok",
  ],
  ["a network mirror", 'network_mirror { url = "https://m.example/" }', "warning"],
  ["an override for us", 'dev_overrides { "connect.internal/iot/connect" = "/build" } direct {}', "warning"],
  ["an override for others", 'dev_overrides { "a/b/c" = "/build" }', "failed"],
])("provider_installation with %s is judged", async (_, methods, state) => {
  mkdirSync(join(home, "mirror", "connect.internal", "iot", "connect"), { recursive: true });
  write(".terraformrc", `provider_installation {\n${methods.replaceAll("HOME", home)}\n}`);
  expect((await examine()).state).toBe(state);
});

test("of several files the worst is told", async () => {
  write(".terraformrc", 'provider_installation { filesystem_mirror { path = "terraform.d/plugins" } }');
  const file = write(".tofurc", hiding);
  expect(await examine()).toMatchObject({ state: "failed", detail: expect.stringContaining(file) });
});

test("a file that cannot be read is a warning that quotes nothing of it", async () => {
  const file = write(".terraformrc", 'credentials "h" {\n  token = "canary\n}');
  const outcome = await examine();
  expect(outcome).toMatchObject({ state: "warning", detail: `${file} cannot be read (line 2 is not understood).` });
  expect(JSON.stringify(outcome)).not.toContain("canary");
  rmSync(file);
  mkdirSync(file);
  expect(await examine()).toMatchObject({ state: "warning", detail: `${file} cannot be read (EISDIR).` });
});
