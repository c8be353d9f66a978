import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { engineChecks, versionsOf } from "../../src/doctor/engines";
import { newDirectory } from "../support/directory";

let bin: string;
beforeEach(() => {
  bin = newDirectory();
});

/** Puts a program there that does what a shell does. */
function install(program: string, script: string): void {
  writeFileSync(join(bin, program), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, program), 0o755);
}

const saying = (version: string) => `echo '{"terraform_version":"${version}","terraform_outdated":false}'`;

async function run(variables: Readonly<Record<string, string>> = {}) {
  const [terraform, tofu] = await Promise.all(
    engineChecks(versionsOf({ PATH: `${bin}${delimiter}/bin${delimiter}/usr/bin`, ...variables })).map((check) =>
      check.run(),
    ),
  );
  return { terraform, tofu };
}

test("without terraform and tofu there is one warning, for most of us works without", async () => {
  expect(await run({ PATH: bin })).toEqual({
    terraform: expect.objectContaining({
      state: "warning",
      remedy: expect.stringContaining("install Terraform 1.5.0"),
    }),
    tofu: expect.objectContaining({ state: "skipped" }),
  });
});

test("one of them is enough", async () => {
  install("tofu", saying("1.11.0"));
  expect(await run({ PATH: bin })).toMatchObject({
    terraform: { state: "skipped", detail: "It is not in PATH." },
    tofu: { state: "ok", detail: "1.11.0" },
  });
});

test.each([
  ["terraform", "1.4.7", "failed", "Upgrade Terraform"],
  ["terraform", "1.5.0", "warning", "upgrade to 1.10.0"],
  ["terraform", "1.9.8", "warning", "upgrade to 1.10.0"],
  ["terraform", "1.10.0", "ok", undefined],
  ["terraform", "1.15.0-beta1", "ok", undefined],
  ["tofu", "1.10.6", "warning", "upgrade to 1.11.0"],
  ["tofu", "1.11.0", "ok", undefined],
] as const)("%s %s is %s", async (program, version, state, remedy) => {
  install(program, saying(version));
  const outcome = (await run())[program];
  expect(outcome?.state).toBe(state);
  if (remedy !== undefined) expect(outcome?.remedy).toContain(remedy);
  expect(outcome?.detail).toContain(version);
});

test("it is asked without a look for newer versions, and without arguments and logs that others wish for", async () => {
  install(
    "terraform",
    `echo "{\\"terraform_version\\":\\"1.\${CHECKPOINT_DISABLE}0.0\${TF_CLI_ARGS}\${TF_LOG}\${TF_LOG_PATH}\\"}"`,
  );
  const { terraform } = await run({ TF_CLI_ARGS: "-x", TF_LOG: "TRACE", TF_LOG_PATH: "/tmp/log" });
  expect(terraform).toEqual({ state: "ok", detail: "1.10.0" });
});

test.each([
  ["prints something else", "echo hello"],
  ["prints another shape", "echo '{}'"],
  ["prints no version", `echo '{"terraform_version":"\u001b[31mred"}'`],
  ["fails", "exit 1"],
])("a program that %s does not tell its version", async (_, script) => {
  install("terraform", script);
  expect((await run()).terraform).toEqual({
    state: "failed",
    detail: "terraform does not tell its version.",
    remedy: 'Run "terraform version" and see.',
  });
});

test("a file that cannot be executed is told from one that is not there", async () => {
  writeFileSync(join(bin, "terraform"), "text");
  chmodSync(join(bin, "terraform"), 0o644);
  // A system looks further for one it may execute: there must be none.
  const { terraform } = await run({ PATH: bin });
  expect(terraform).toMatchObject({ state: "failed", detail: "terraform cannot be started." });
});

test("what the system refuses although the file does not exist, as in a directory it may not enter, is absent", async () => {
  // A directory by that name is refused to everybody, a directory that is closed to all but root.
  mkdirSync(join(bin, "tofu"));
  install("terraform", saying("1.11.4"));
  expect(await run()).toMatchObject({
    terraform: { state: "ok" },
    tofu: { state: "skipped", detail: "It is not in PATH." },
  });
});

test("a program that never answers is given up, and what it has started keeps nobody waiting", async () => {
  install("terraform", "sleep 3 & wait");
  const [terraform] = engineChecks(versionsOf({ PATH: `${bin}${delimiter}/bin${delimiter}/usr/bin` }, 0.2));
  expect(await terraform?.run()).toMatchObject({ state: "failed", detail: "terraform did not answer within 0.2 s." });
});
