import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { exclusively } from "../../../src/files/exclusive";
import { newDirectory } from "../../support/directory";

/** No process has this number: Linux gives none beyond 2^22. */
const NOBODY = 2 ** 22 + 1;

let file: string;
let scratch: string;
beforeEach(() => {
  file = join(newDirectory(), "file.json");
  scratch = `${file}.writing`;
});
afterEach(() => jest.restoreAllMocks());

function leave(owner: object | string | undefined, ago = 0): void {
  mkdirSync(scratch);
  if (owner !== undefined)
    writeFileSync(join(scratch, "owner"), typeof owner === "string" ? owner : JSON.stringify(owner));
  const time = Date.now() / 1000 - ago;
  utimesSync(scratch, time, time);
}

/** Every look at the clock is 4 seconds later. */
const hurry = () => {
  let now = 0;
  jest.spyOn(performance, "now").mockImplementation(() => {
    now += 4_000;
    return now;
  });
};

const work = () => {
  const done = jest.fn();
  exclusively(file, done);
  return done.mock.calls.length;
};

test("work has a directory of its own, with the name of the process, and leaves nothing", () => {
  exclusively(file, (temporary) => {
    expect(JSON.parse(readFileSync(join(temporary, "..", "owner"), "utf8"))).toEqual({
      host: hostname(),
      pid: process.pid,
    });
  });
  expect(readdirSync(join(file, ".."))).toEqual([]);
});

test.each([
  ["died a moment ago", { host: hostname(), pid: NOBODY }, 0],
  ["of another machine is silent", { host: "elsewhere", pid: 1 }, 25],
  ["left no name", undefined, 15],
  ["left half a name", '{"ho', 15],
  ["left no name, before the clock was set back", undefined, -3_600],
  ["has a number that another process has by now", { host: hostname(), pid: process.pid }, 65],
])("a writer that %s is not waited for", (_, owner, ago) => {
  leave(owner, ago);
  hurry();
  expect(work()).toBe(1);
  expect(existsSync(scratch)).toBe(false);
});

test.each([
  ["is alive", { host: hostname(), pid: process.pid }, 30],
  ["of another machine began lately", { host: "elsewhere", pid: NOBODY }, 5],
  ["has not written its name yet", undefined, 0],
])("a writer that %s keeps its file, and who waits for it is told", (_, owner, ago) => {
  leave(owner, ago);
  hurry();
  expect(work).toThrow(
    /have held .*file\.json for \d+ s\. If no other process is running, remove .*file\.json\.writing/,
  );
  expect(existsSync(scratch)).toBe(true);
});
