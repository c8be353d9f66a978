import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { readLock } from "../../src/lock/lock-file";
import { newDirectory } from "../support/directory";

test("processes that write at once lose nothing", async () => {
  const directory = newDirectory();
  const file = join(directory, "connect.lock.json");
  const writer = `
    require("tsx/cjs");
    const { updateLock } = require(${JSON.stringify(join(__dirname, "../../src/lock/lock-file"))});
    const { keyOf } = require(${JSON.stringify(join(__dirname, "../../src/reader/query"))});
    const { entry } = require(${JSON.stringify(join(__dirname, "../support/recorded"))});
    for (let number = 0; number < 20; number++) {
      const one = entry(process.argv[1] + number);
      updateLock(${JSON.stringify(file)}, (before) => new Map([...before, [keyOf(one.origin, one.query), one]]));
    }`;
  const run = promisify(execFile);
  await Promise.all(["a", "b", "c"].map((name) => run(process.execPath, ["-e", writer, name])));
  expect(readLock(file).size).toBe(60);
  expect(readdirSync(directory)).toEqual(["connect.lock.json"]);
});
