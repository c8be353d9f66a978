import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lookupsCheck } from "../../../src/doctor/lookups";
import type { Entry } from "../../../src/lookup/entry";
import { printLock } from "../../../src/lookup/lock-file";
import { keyOf } from "../../../src/lookup/query";
import { entry } from "../../support/recorded";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "doctor-lookups-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = () => join(directory, "connect.lock.json");
const examine = (variables: Readonly<Record<string, string>> = {}, below = directory) =>
  lookupsCheck(variables, below).run();

/** So many days ago, and an hour. */
const ago = (days: number) => new Date(Date.now() - days * 86_400_000 - 3_600_000).toISOString();
const record = (...entries: readonly Entry[]) =>
  writeFileSync(file(), printLock(new Map(entries.map((each) => [keyOf(each.origin, each.query), each]))));

const here = { CONNECT_ENOS_ENDPOINT: "https://enos.example.com", CONNECT_ENOS_ORG_ID: "o1" };

test("without a lock file there is nothing to look at", async () => {
  expect(await examine()).toEqual({
    state: "skipped",
    detail: `There is none (${file()}): nothing was recorded at synth time.`,
  });
});

test("entries are counted with the age of the oldest, from a directory below as well", async () => {
  record({ ...entry("A"), fetchedAt: ago(12) }, { ...entry("B"), fetchedAt: ago(1) });
  const below = join(directory, "src");
  mkdirSync(below);
  for (const place of [directory, below])
    expect(await examine(here, place)).toEqual({
      state: "ok",
      detail: `2 entries, the oldest 12 days old in ${file()}; a synth here is auto`,
    });
});

test("entries of other places are mentioned, and the mode that CI has", async () => {
  record({ ...entry("A"), fetchedAt: ago(1) }, { ...entry("B", {}, "o2"), fetchedAt: ago(1) });
  expect(await examine({ ...here, CI: "1" })).toEqual({
    state: "ok",
    detail: `2 entries, the oldest 1 day old, 1 of other places than the configured one in ${file()}; a synth here is locked`,
  });
});

test.each([
  ["no JSON", "{", "JSON"],
  ["marks of a merge", "<<<<<<< ours\n{}", "marks of a merge"],
  ["a newer format", '{"version":99,"entries":[]}', "written by a newer cdktf-connect"],
  ["an entry of another shape", '{"version":1,"entries":[{}]}', "entries[0]"],
])("a lock file with %s fails with its error", async (_, text, reason) => {
  writeFileSync(file(), text);
  const attempt = async () => examine();
  await expect(attempt()).rejects.toMatchObject({
    summary: "Lock file cannot be used",
    detail: expect.stringContaining(reason),
  });
});

test("a mode that does not exist fails", async () => {
  await expect((async () => examine({ CONNECT_LOOKUPS: "always" }))()).rejects.toMatchObject({
    detail: expect.stringContaining('it is "always"'),
  });
});

test("what a killed writer left is a warning; what one is using now is not", async () => {
  record(entry("A"));
  const scratch = `${file()}.writing`;
  mkdirSync(scratch);
  expect(await examine()).toMatchObject({ state: "ok" });
  const minuteAgo = new Date(Date.now() - 60_000);
  utimesSync(scratch, minuteAgo, minuteAgo);
  expect(await examine()).toMatchObject({ state: "warning", detail: expect.stringContaining(scratch) });
});
