import { spawnSync } from "node:child_process";
import { join } from "node:path";

const cli = join(__dirname, "..", "..", "..", "dist", "cli.js");
const run = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });

test.each([["--help"], ["help"], []])("%s shows what commands there are", (...args) => {
  const { status, stdout } = run(...args);
  expect(status).toBe(0);
  for (const name of ["emulate", "install"]) expect(stdout).toContain(`\n  ${name} `);
});

test.each([
  ["emulate", "--help"],
  ["help", "emulate"],
])("%s %s shows how the command is used, on one screen", (...args) => {
  const { status, stdout } = run(...args);
  expect(status).toBe(0);
  expect(stdout).toContain("Usage: cdktf-connect emulate");
  expect(stdout.split("\n").length).toBeLessThanOrEqual(40);
});

test.each([["nonsense"], ["constructor"], ["__proto__"], ["install", "--nonsense"], ["install", "--dir", ""]])(
  "%s %s %s is a usage error",
  (...args) => {
    const { status, stderr, stdout } = run(...args);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(/^cdktf-connect: .+\nRun "cdktf-connect --help"/);
  },
);

test("the version is the package's", () => {
  expect(run("--version").stdout.trim()).toBe(require("../../../package.json").version);
});

test("the emulator says where it is, on the first line and as JSON, and ends with 0 when it is told to", () => {
  const script = `"${process.execPath}" "${cli}" emulate --json & pid=$!; sleep 1; kill -TERM $pid; wait $pid; echo "ended with $?"`;
  const { stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
  const [first, second] = stdout.split("\n");
  expect(JSON.parse(first ?? "")).toEqual({
    event: "ready",
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  expect(second).toBe("ended with 0");
});
