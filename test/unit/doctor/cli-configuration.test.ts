import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { cliConfigurationCheck } from "../../../src/doctor/cli-configuration";
import { newDirectory } from "../../support/directory";

let home: string;
let directory: string;
beforeEach(() => {
  home = newDirectory();
  directory = join(home, "work");
});

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
      detail: `${file}: provider_installation switches terraform.d/plugins off and names no other source for connect.internal/iot/connect.`,
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
  expect(await examine()).toMatchObject({
    state: "warning",
    detail: `${file} cannot be read (it is not a regular file).`,
  });
});

test("the device that holds nothing is a file like an empty one", async () => {
  expect((await examine({ TF_CLI_CONFIG_FILE: devNull })).state).toBe("ok");
});

describe("where only terraform is in PATH", () => {
  const examineHere = () => {
    write("bin/terraform", "");
    return examine({ PATH: join(home, "bin") });
  };

  test("what hides the provider from OpenTofu alone is a warning", async () => {
    const file = write(".tofurc", hiding);
    expect(await examineHere()).toMatchObject({
      state: "warning",
      detail: expect.stringMatching(/switches terraform\.d\/plugins off.* Only tofu reads it\.$/),
    });
    rmSync(file);
    write(".terraformrc", hiding);
    expect(await examineHere()).toMatchObject({ state: "failed" });
  });
});

test("OpenTofu reads Terraform's file where it has none of its own", async () => {
  write("bin/tofu", "");
  write(".terraformrc", hiding);
  const here = { PATH: join(home, "bin") };
  expect(await examine(here)).toMatchObject({ state: "failed" });
  write(".tofurc", "");
  expect(await examine(here)).toMatchObject({ state: "warning" });
});

test("a user without a home directory has no files there", async () => {
  expect(await cliConfigurationCheck({}, undefined, directory).run()).toEqual({
    state: "ok",
    detail: "there is none",
  });
});

test.each([
  ["TF_CLI_ARGS_init", "-plugin-dir=/canary"],
  ["TF_CLI_ARGS_init", "-upgrade --plugin-dir /canary"],
  ["TF_CLI_ARGS", '"-plugin-dir=/canary"'],
])("-plugin-dir in %s is a warning that does not show it", async (variable, value) => {
  const outcome = await examine({ [variable]: value });
  expect(outcome).toMatchObject({ state: "warning", detail: expect.stringMatching(`^${variable} has -plugin-dir`) });
  expect(JSON.stringify(outcome)).not.toContain("canary");
  expect((await examine({ [variable]: "-upgrade -no-plugin-dir=x" })).state).toBe("ok");
});
