import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { doctor } from "../../src/cli/doctor";
import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { sightings } from "../support/canaries";
import { helpOf, runInProcess } from "../support/cli";
import { aliyunAccount, aliyunEnvironment, enosEnvironment } from "../support/diagnose";
import { newDirectory } from "../support/directory";
import { seedOf, wireProduct } from "../support/enos";
import { closeAll, closing } from "../support/loopback-server";

const cli = join(__dirname, "..", "..", "dist", "cli.js");

afterEach(closeAll);

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own, on a machine with nothing on it; the emulator is in this one. */
function run(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  home = newDirectory(),
): Promise<Run> {
  const child = spawn(process.execPath, [cli, "doctor", ...args], {
    cwd: home,
    env: { PATH: "", HOME: home, USERPROFILE: home, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...output })));
}

const enos = async (): Promise<Emulator> => closing(await startEmulator({ seed: seedOf([wireProduct(1)]) }));

test("nothing but the report is written: a line for each check, an empty one, and the sum", async () => {
  const { endpoint } = await enos();
  const { code, stdout, stderr } = await run([], enosEnvironment(endpoint));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = stdout.split("\n");
  expect(lines.slice(-3)).toEqual(["", expect.stringMatching(/^\d+ ok, 1 warning, 0 failed, \d+ skipped$/), ""]);
  for (const line of lines.slice(0, -3))
    expect(line).toMatch(/^((ok|warning|failed) {2,}\S.* {2,}|skipped {2}\S.*: )\S/);
  const skipped = lines.filter((line) => line.startsWith("skipped"));
  expect(skipped).toContainEqual(
    "skipped  CLI configuration: Not checked: there is no usable terraform or tofu to ask.",
  );
});

test("a failure is exit code 1, also with --json, which has what the text has", async () => {
  const { endpoint } = await enos();
  const variables = { ...enosEnvironment(endpoint), CONNECT_ENOS_ORG_ID: "o9" };
  const [text, json] = await Promise.all([run([], variables), run(["--json"], variables)]);
  expect([text.code, json.code]).toEqual([1, 1]);
  const report = JSON.parse(json.stdout);
  expect(report).toMatchObject({ version: 1, ok: false, package: expect.any(String) });
  const failed = report.checks.filter(({ state }: { state: string }) => state === "failed");
  expect(failed.map(({ id }: { id: string }) => id)).toEqual(["permission.search", "permission.get"]);
  for (const { title, state, remedy } of report.checks) {
    if (state === "skipped") expect(text.stdout).toMatch(new RegExp(`^skipped  .*(?<=[ ,])${title}[,:] `, "m"));
    else expect(text.stdout).toMatch(new RegExp(`^${state} +${title} `, "m"));
    if (state === "failed" || state === "warning") expect(remedy).toMatch(/\S/);
  }
});

test("the ids of checks stay what they are, and the guide explains each", async () => {
  const { endpoint } = await enos();
  const { checks } = JSON.parse((await run(["--json"], enosEnvironment(endpoint))).stdout);
  expect(checks.map(({ id }: { id: string }) => id)).toEqual([
    "platform",
    "setting.endpoint",
    "setting.org_id",
    "setting.access_key",
    "setting.secret_key",
    "setting.api_version",
    "setting.request_timeout",
    "defaults",
    "configuration",
    "proxy",
    "dns",
    "connection",
    "tls",
    "api",
    "authentication",
    "permission.search",
    "permission.get",
    "clock",
    "node",
    "terraform",
    "tofu",
    "cli_configuration",
    "mirror",
    "dependency_lock",
    "lookups",
  ]);
  const guide = readFileSync(join(__dirname, "..", "..", "docs", "guides", "doctor.md"), "utf8");
  const explained = [...guide.matchAll(/^\|[^|]+\|([^|]+)\|/gm)].flatMap(
    ([, ids = ""]) => ids.match(/[\w.]+(?=`)/g) ?? [],
  );
  const unexplained = checks.filter(({ id }: { id: string }) => !id.startsWith("setting.") && !explained.includes(id));
  expect(unexplained).toEqual([]);
});

test.each([["--nonsense"], ["argument"], ["--json=1"]])("%s is a usage error", async (argument) => {
  const { code, stdout } = await run([argument], {});
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
});

test("the help fits a screen and shows one real use", () => {
  const help = helpOf("doctor", doctor);
  const lines = help.split("\n");
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(help).toMatch(/^ {2}CONNECT_ENOS_ENDPOINT=.* cdktf-connect doctor$/m);
});

test("a reader that goes away early is no error", () => {
  const script = `"${process.execPath}" "${cli}" doctor | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const home = newDirectory();
  const { stdout, stderr } = spawnSync("bash", ["-c", script], {
    encoding: "utf8",
    cwd: home,
    env: { PATH: "/usr/bin:/bin", HOME: home },
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^failed {3}platform .*\n1\n$/);
});

test("no secret is anywhere in text or JSON, whatever fails", async () => {
  const home = newDirectory();
  mkdirSync(join(home, ".aliyun"));
  const profile = { name: "default", mode: "StsToken", access_key_id: "canary-profile-id-1" };
  const secrets = { access_key_secret: "canary-profile-secret", sts_token: "canary-profile-token" };
  writeFileSync(
    join(home, ".aliyun", "config.json"),
    JSON.stringify({ current: "default", profiles: [{ ...profile, ...secrets }] }),
  );
  writeFileSync(join(home, ".terraformrc"), 'credentials "h.example" {\n  token = "canary-terraform-token"\n');
  const enosPlatform = await enos();
  const aliyunPlatform = closing(
    await startAliyunEmulator({
      seed: {
        aliyun: { accounts: [aliyunAccount], products: [{ ProductKey: "P", ProductSecret: "canary-of-aliyun" }] },
      },
    }),
  );
  const proxy = { HTTPS_PROXY: "http://canary-user:canary-pass@127.0.0.1:1" };
  const enosKeys = { CONNECT_ENOS_ACCESS_KEY: "canary-enos-access", CONNECT_ENOS_SECRET_KEY: "canary-enos-secret" };
  const environments = [
    enosEnvironment(enosPlatform.endpoint),
    { ...enosEnvironment(enosPlatform.endpoint), ...enosKeys },
    { ...enosEnvironment("https://apim.example"), ...enosKeys, ...proxy },
    { ...enosEnvironment("https://canary-user:canary-pass@apim.example"), ...enosKeys },
    { ...enosEnvironment(enosPlatform.endpoint), CONNECT_ENOS_SECRET_KEY: "canary-enos-secret with a space" },
    aliyunEnvironment(aliyunPlatform.endpoint),
    { ...aliyunEnvironment(aliyunPlatform.endpoint), CONNECT_ALIYUN_ACCESS_KEY_SECRET: "canary-other-secret" },
    { ...aliyunEnvironment(aliyunPlatform.endpoint), CONNECT_ALIYUN_SECURITY_TOKEN: "canary-token/with=signs" },
    { CONNECT_ALIYUN_ENDPOINT: aliyunPlatform.endpoint },
    { CONNECT_ALIYUN_ENDPOINT: aliyunPlatform.endpoint, CONNECT_ALIYUN_SIGNATURE: "acs3" },
  ];
  const texts = [
    ...["test-access-key", "test-secret-key", "canary-secret-1", "canary-enos-access", "canary-enos-secret"],
    ...["canary-key-id", "canary-key-secret", "canary-of-aliyun", "canary-other-secret", "canary-token/with=signs"],
    ...["canary-profile-id-1", "canary-profile-secret", "canary-profile-token", "canary-terraform-token"],
    ...["canary-user", "canary-pass", home],
  ];
  const canaries = Object.fromEntries(texts.map((text) => [text, text]));
  const outputs = await Promise.all(
    environments.flatMap((variables) => [run([], variables, home), run(["--json"], variables, home)]),
  );
  expect(outputs.map(({ stdout, stderr }) => sightings(stdout + stderr, canaries))).toEqual(outputs.map(() => []));
  for (const { stdout } of outputs) expect(stdout).toMatch(/configuration/);
  expect(outputs.map(({ stdout }) => stdout).join("")).not.toContain("canary");
});

test.each([
  ["with", os.homedir],
  [
    "without",
    () => {
      throw new Error("uv_os_homedir returned ENOENT");
    },
  ],
])("called as a function %s a home directory it gives the exit code and closes what it opened", async (_, homedir) => {
  const { endpoint } = await enos();
  const home = jest.spyOn(os, "homedir").mockImplementation(homedir);
  const environment = { ...process.env, ...enosEnvironment(endpoint) };
  const { code, stdout } = await runInProcess(doctor, ["--json"], { environment }).finally(() => home.mockRestore());
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, ok: true });
});
