import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lookupsCheck } from "../../../src/doctor/lookups";
import type { Entry } from "../../../src/lock/entry";
import { printLock } from "../../../src/lock/lock-file";
import type { Product } from "../../../src/product/product";
import { idOf, keyOf } from "../../../src/reader/query";
import { newDirectory } from "../../support/directory";
import { entry, product } from "../../support/recorded";

let directory: string;
beforeEach(() => {
  directory = newDirectory();
});

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

test("entries of other origins are mentioned, and the mode that CI has", async () => {
  record({ ...entry("A"), fetchedAt: ago(1) }, { ...entry("B", {}, "o2"), fetchedAt: ago(1) });
  expect(await examine({ ...here, CI: "1" })).toEqual({
    state: "ok",
    detail: `2 entries, the oldest 1 day old, 1 of other origins than the configured one in ${file()}; a synth here is locked`,
  });
});

const { productType: _, ...fewer } = product("B");
/** As a version wrote it that did not know productType. */
const incomplete = (): Entry => ({ ...entry("B"), value: fewer as Product, fetchedAt: ago(1) });
const idOfB = idOf(keyOf(entry("B").origin, entry("B").query));

test("entries that a synth may not use fail where nothing may be read, with the command that renews them", async () => {
  record({ ...entry("A"), fetchedAt: ago(1) }, { ...entry("B"), fetchedAt: ago(40) });
  const locked = { ...here, CI: "1", CONNECT_LOOKUPS_MAX_AGE: "30" };
  expect(await examine(locked)).toEqual({
    state: "failed",
    detail: `2 entries, the oldest 40 days old in ${file()}; a synth here is locked and may not use 1 of them (1 older than CONNECT_LOOKUPS_MAX_AGE = 30).`,
    remedy: `Run "CONNECT_LOOKUPS_MAX_AGE=30 npx cdktf-connect lock refresh ${idOfB}" where the platform can be read, and commit the file.`,
  });
  expect((await examine({ ...locked, CONNECT_LOOKUPS_MAX_AGE: "50" })).state).toBe("ok");
  record({ ...entry("A"), fetchedAt: ago(1) }, incomplete());
  expect(await examine({ CI: "1" })).toMatchObject({
    state: "failed",
    detail: expect.stringContaining("1 of them (1 recorded by a version that knew fewer attributes)"),
    remedy: expect.stringContaining(`lock refresh ${idOfB}`),
  });
});

test("the same entries are a note where they are read anew, and nothing where none is used", async () => {
  record({ ...entry("A"), fetchedAt: ago(40) }, incomplete());
  const old = { ...here, CONNECT_LOOKUPS_MAX_AGE: "30" };
  expect(await examine(old)).toMatchObject({
    state: "ok",
    detail: expect.stringMatching(/a synth here is auto and reads 2 of them \(1 older .*, 1 recorded .*\) again$/),
  });
  expect((await examine({ ...old, CONNECT_LOOKUPS: "live" })).detail).toMatch(/a synth here is live$/);
});

test.each([
  ["no JSON", "{", "file-invalid"],
  ["merge conflict markers", "<<<<<<< ours\n{}", "file-merge-marks"],
  ["a newer format", '{"version":99,"entries":[]}', "file-newer"],
  ["an entry of another shape", '{"version":1,"entries":[{}]}', "file-invalid"],
])("a lock file with %s fails with its problem", async (_, text, code) => {
  writeFileSync(file(), text);
  const attempt = async () => examine();
  await expect(attempt()).rejects.toMatchObject({ code });
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
