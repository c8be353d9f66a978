import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shells } from "../../src/cli/emulate/shell";
import { until } from "../support/clock";
import { newDirectory } from "../support/directory";
import { cleanEnvironment, must, runNode } from "../support/program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const demoKeys = { CONNECT_ENOS_ACCESS_KEY: "demo-access-key", CONNECT_ENOS_SECRET_KEY: "demo-secret-key-public" };

const emulate = (args: readonly string[], environment = {}) => runNode([cli, "emulate", ...args], { environment });

/** A command that prints what it finds in its environment about platforms, and whether the emulator answers. */
const look = `
  const ours = Object.entries(process.env).filter(([name]) => /^(CONNECT|ALIBABA)_/.test(name));
  const { CONNECT_ENOS_ENDPOINT, CONNECT_ALIYUN_ENDPOINT } = process.env;
  fetch((CONNECT_ENOS_ENDPOINT ?? CONNECT_ALIYUN_ENDPOINT) + "/_emu/ready").then(async (answer) => {
    console.log(JSON.stringify({ ...Object.fromEntries(ours), ready: (await answer.json()).ready }));
  });`;
const found = (args: readonly string[], environment = {}) => {
  const { status, stdout, stderr } = emulate([...args, "--", process.execPath, "-e", look], environment);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
};

const someone = {
  CONNECT_ENOS_API_VERSION: "v2.1",
  CONNECT_ENOS_SECRET_KEY: "real",
  CONNECT_ALIYUN_REGION: "cn-shanghai",
  ALIBABA_CLOUD_ACCESS_KEY_ID: "real",
  CONNECT_LOOKUPS: "auto",
};
const endpoint = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);

test("a command runs with the variables of EnOS, and with none of another platform or of another account", async () => {
  const variables = found([], someone);
  expect(variables).toEqual({
    CONNECT_ENOS_ENDPOINT: endpoint,
    CONNECT_ENOS_ORG_ID: "o17000000000001",
    ...demoKeys,
    CONNECT_LOOKUPS: "auto",
    ready: true,
  });
  await expect(fetch(variables.CONNECT_ENOS_ENDPOINT)).rejects.toThrow("fetch failed");
});

test("--platform chooses another one, and a seed of that alone needs no choice; its secrets are for the command only", () => {
  const { ready, ...variables } = found(["--platform", "aliyun"], someone);
  expect(variables).toEqual({
    CONNECT_ALIYUN_ENDPOINT: endpoint,
    CONNECT_ALIYUN_ACCESS_KEY_ID: "demo-access-key-id",
    CONNECT_ALIYUN_ACCESS_KEY_SECRET: "demo-access-key-secret-public",
    CONNECT_LOOKUPS: "auto",
  });
  const file = join(newDirectory(), "seed.json");
  const account = { accessKeyId: "id", accessKeySecret: 'it\'s "$HOME"', securityToken: "t" };
  writeFileSync(file, JSON.stringify({ aliyun: { accounts: [account], products: [] } }));
  expect(found(["--seed", file])).toMatchObject({
    CONNECT_ALIYUN_ACCESS_KEY_SECRET: account.accessKeySecret,
    CONNECT_ALIYUN_SECURITY_TOKEN: "t",
  });
  expect(found(["--edition", "2.1"]).CONNECT_ENOS_API_VERSION).toBe("v2.1");
});

test("arguments reach the command as they are, those that look like options of ours too", () => {
  const args = ["--", "--help", "a b", "$HOME", '"', "*", ""];
  const { stdout } = emulate(["--", process.execPath, "-p", "JSON.stringify(process.argv.slice(1))", ...args]);
  expect(JSON.parse(stdout)).toEqual(args.slice(1));
});

test.each([
  ["process.exit(0)", 0],
  ["process.exit(7)", 7],
  ["process.kill(process.pid, 'SIGKILL')", 137],
])("the exit code of %s is %i", (program, code) => {
  expect(emulate(["--", process.execPath, "-e", program]).status).toBe(code);
});

test("a command that does not exist is 127, one that cannot be started 126", () => {
  const missing = emulate(["--", "no-such-command", "x"]);
  expect(missing).toMatchObject({
    status: 127,
    stdout: "",
    stderr: 'cdktf-connect: The command "no-such-command" was not found; is it in PATH?\n',
  });
  // A directory by that name is refused like a directory that this user may not enter.
  const bin = newDirectory();
  mkdirSync(join(bin, "no-such-command"));
  expect(emulate(["--", "no-such-command"], { PATH: bin }).status).toBe(127);
  const file = join(newDirectory(), "not-executable");
  writeFileSync(file, "", { mode: 0o600 });
  expect(emulate(["--", file])).toMatchObject({ status: 126, stderr: expect.stringContaining("EACCES") });
});

describe("a signal", () => {
  /** A command that says so, and ends with 5, when it is told to end. */
  const patient = `
    setInterval(() => {}, 1000);
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => { console.log(signal); process.exitCode = 5; process.exit(); });
    console.log(process.env.CONNECT_ENOS_ENDPOINT);`;
  const started = async (program: string) => {
    const child: ChildProcess = spawn(process.execPath, [cli, "emulate", "--", process.execPath, "-e", program], {
      env: cleanEnvironment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (text) => {
      output += text;
    });
    const closed = once(child, "close");
    await until(() => output.includes("\n"));
    return { child, closed, output: () => output };
  };

  test.each(["SIGINT", "SIGTERM"] as const)("%s reaches the command, whose end decides", async (signal) => {
    const { child, closed, output } = await started(patient);
    child.kill(signal);
    expect(await closed).toEqual([5, null]);
    const [address = "", ...rest] = output().trimEnd().split("\n");
    expect(rest).toEqual([signal]);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  });

  test("that ends the command is told as shells do", async () => {
    const { child, closed } = await started("setInterval(() => {}, 1000); console.log();");
    child.kill("SIGTERM");
    expect(await closed).toEqual([143, null]);
  });
});

test("what is printed for sh is read by sh as it was", () => {
  const values = ["plain", "", "it's", 'a"b', "$HOME `id` $(id)", "back\\slash", "two words", "智能电表", "*?[x]", "~"];
  const lines = values.map((value, index) => shells.sh.set(`V${index}`, value));
  const program =
    "console.log(JSON.stringify(Object.keys(process.env).filter((n) => /^V\\d$/.test(n)).sort().map((n) => process.env[n])))";
  const read = must("sh", ["-c", [...lines, `"${process.execPath}" -e '${program}'`].join("\n")]);
  expect(JSON.parse(read)).toEqual(values);
});

test("a program on a terminal sees requests only where they are asked for", () => {
  const args = ["--", process.execPath, cli, "bootstrap", "--markdown", join(newDirectory(), "x.md")];
  expect(emulate(args).stderr).toBe("");
  expect(emulate(["--requests", ...args]).stderr).toMatch(/ {2}enos {4}token\/get → HTTP 200, code 0, \d+ ms\n/);
  expect(readFileSync(args.at(-1) as string, "utf8")).toContain("8f7KmDED");
});
