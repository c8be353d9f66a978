import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { environmentOf, seedOf } from "../support/enos";
import { cleanEnvironment, runNode } from "../support/program";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
const run = (...args: string[]) => runNode([cli, ...args]);

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

test("a mistake in the command line goes to standard error, and is exit code 3", () => {
  const { status, stdout, stderr } = run("lock", "show", "--jsno");
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
  expect(stderr).toBe(
    'cdktf-connect: unknown option --jsno (did you mean --json?)\nRun "cdktf-connect lock show --help" for how to use it.\n',
  );
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
    version: 1,
  });
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([0, null]);
});
