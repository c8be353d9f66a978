import { bootstrap } from "../../src/cli/bootstrap";
import type { Command, Options } from "../../src/cli/command";
import { drift } from "../../src/cli/drift";
import { printLock, readLock } from "../../src/lock/lock-file";
import { runInProcess } from "../support/cli";
import { newDirectory } from "../support/directory";
import { closeAll } from "../support/loopback-server";
import { atFirst, later, muchLater, startPlatform } from "../support/upgrade/platform";
import { artefacts, committedFiles, sources, writeAll } from "../support/upgrade/project";

const kept = { ...process.env };
const before = process.cwd();
let serve: (seed: object) => void;
beforeEach(async () => {
  process.chdir(newDirectory());
  writeAll(".", committedFiles());
  const { emulator, environment } = await startPlatform(atFirst);
  Object.assign(process.env, environment);
  serve = (seed) => emulator.reload(seed);
});
afterEach(async () => {
  process.chdir(before);
  process.env = { ...kept };
  await closeAll();
});

/** Runs a command of the CLI; gives its exit code and what it prints on either stream. */
async function run<O extends Options>(command: Command<O>, ...args: string[]) {
  const { code, stdout, stderr } = await runInProcess(command, args);
  return { code, text: stdout + stderr };
}

test("the lock file of 0.1 is read, and would be written with the same bytes", () => {
  const entries = readLock("connect.lock.json");
  expect(entries.size).toBe(4);
  expect(printLock(entries)).toBe(committedFiles()["connect.lock.json"]);
});

test("drift compares what 0.1 wrote, and finds nothing where nothing changed", async () => {
  expect(await run(drift, ...sources)).toMatchObject({ code: 0, text: expect.stringContaining("No drift") });
});

test("what a baseline of 0.1 knows is still known, and only what is new counts", async () => {
  const compare = async (seed: object) => {
    serve(seed);
    const { code, text } = await run(drift, ...sources, "--baseline", "drift.baseline.json", "--format", "json");
    const { findings } = JSON.parse(text) as { findings: { state: string; attribute: string }[] };
    return { code, found: [...new Set(findings.map(({ state, attribute }) => `${state} ${attribute}`))].sort() };
  };
  expect(await compare(later)).toEqual({ code: 0, found: ["known maxValidDay"] });
  expect(await compare(muchLater)).toEqual({ code: 2, found: ["known maxValidDay", "new modelId"] });
});

test("bootstrap --check names every file of an earlier form; one run without it brings all of them up to date", async () => {
  const stale = await run(bootstrap, ...artefacts, "--check");
  expect(stale.code).toBe(2);
  const names = Object.keys(committedFiles()).filter((name) =>
    /^(products|expectations|connect\.variables)/.test(name),
  );
  expect(names).toHaveLength(7);
  for (const name of names)
    expect(stale.text).toMatch(new RegExp(`^stale +${name}: written in the form of another version`, "m"));
  expect(await run(bootstrap, ...artefacts)).toMatchObject({ code: 0 });
  expect(await run(bootstrap, ...artefacts, "--check")).toMatchObject({ code: 0 });
  expect(await run(drift, ...sources)).toMatchObject({ code: 0 });
});
