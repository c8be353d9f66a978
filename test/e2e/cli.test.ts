import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { environmentOf, seedOf } from "../support/enos";
import { cleanEnvironment, runNode } from "../support/program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const run = (...args: string[]) => runNode([cli, ...args]);

const commands = ["emulate", "install", "lock", "bootstrap", "drift", "doctor"];

test.each([["--help"], ["help"], []])("%s shows what commands there are", (...args) => {
  const { status, stdout } = run(...args);
  expect(status).toBe(0);
  for (const name of commands) expect(stdout).toContain(`\n  ${name} `);
});

test.each(commands)("%s --help shows how the command is used, with one real use, on one screen", (name) => {
  const { status, stdout } = run(name, "--help");
  expect(status).toBe(0);
  expect(stdout).toBe(run("help", name).stdout);
  expect(stdout).toContain(`Usage: cdktf-connect ${name}`);
  expect(stdout).toMatch(new RegExp(`^ {2}.*(cdktf-connect ${name}|curl)\\b`, "m"));
  expect(stdout.split("\n").length).toBeLessThanOrEqual(41);
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
});

test("a platform that refuses is an explained failure", async () => {
  const emulator = await startEmulator({ seed: seedOf([]) });
  const environment = {
    ...cleanEnvironment,
    ...environmentOf(emulator.endpoint),
    CONNECT_ENOS_SECRET_KEY: "wrong-secret-key",
  };
  const command = `"${process.execPath}" "${cli}" bootstrap --markdown nowhere.md`;
  const child = spawn("sh", ["-c", command], { env: environment, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  await emulator.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^cdktf-connect: Wrong secret key: /);
});

test.each([
  ["", ["nonsense"], 'unknown command "nonsense"; valid ones are emulate, '],
  ["", ["constructor"], 'unknown command "constructor"'],
  ["", ["__proto__"], 'unknown command "__proto__"'],
  ["", ["drfit"], 'unknown command "drfit" (did you mean drift?)'],
  ["", ["help", "doc"], 'unknown command "doc" (did you mean doctor?)'],
  ["", ["--versoin"], "unknown option --versoin (did you mean --version?)"],
  ["install ", ["install", "--nonsense"], "unknown option --nonsense"],
  ["install ", ["install", "--dir", ""], "--dir: it is empty"],
  ["lock ", ["lock"], "lock: name one of show, "],
  ["lock ", ["lock", "verfy"], 'lock: unknown subcommand "verfy" (did you mean verify?)'],
  ["lock ", ["lock", "show", "--jsno"], "unknown option --jsno (did you mean --json?)"],
  ["bootstrap ", ["bootstrap", "--typscript", "a.ts"], "unknown option --typscript (did you mean --typescript?)"],
  ["doctor ", ["doctor", "--platform", "enso"], '--platform: unknown value "enso" (did you mean enos?)'],
  ["emulate ", ["emulate", "--port"], "Option '--port <value>' argument missing"],
])("with the help of %j at hand, %j is a usage error", (command, args, message) => {
  const { status, stderr, stdout } = run(...args);
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
  expect(stderr).toContain(`cdktf-connect: ${message}`);
  expect(stderr).toMatch(new RegExp(`\nRun "cdktf-connect ${command}--help" for how to use it\\.\n$`));
});

test("the version is the package's", () => {
  expect(run("--version").stdout.trim()).toBe(require("../../package.json").version);
});

test("the emulator says where it is, on the first line and as JSON, and ends with 0 when it is told to", async () => {
  const child = spawn(process.execPath, [cli, "emulate", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const [first] = await once(child.stdout, "data");
  expect(JSON.parse(String(first))).toEqual({
    event: "ready",
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([0, null]);
});
