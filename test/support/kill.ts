import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newDirectory } from "./directory";
import { type Ended, gone, later, launch } from "./storm";

/** When a run is killed: after so many milliseconds, or before its n-th change of a file. */
export type Moment = { readonly ms: number } | { readonly change: number };

/** Counts the changes that a program makes to files, and ends it before the n-th; half of a text is written then. */
const counting = `
const fs = require("node:fs");
let left = Number(process.env.KILL_AT);
const { copyFileSync: _, readFileSync, writeFileSync } = fs;
const texts = {
  writeFileSync: (file, text) => [file, Buffer.from(text)],
  copyFileSync: (from, to) => [to, readFileSync(from)],
};
for (const name of ["mkdirSync", "writeFileSync", "copyFileSync", "chmodSync", "renameSync", "rmSync"]) {
  const change = fs[name];
  fs[name] = (...args) => {
    if (--left === 0) {
      if (name in texts) {
        const [file, text] = texts[name](...args);
        writeFileSync(file, text.subarray(0, text.length / 2));
      }
      process.kill(process.pid, "SIGKILL");
    }
    return change(...args);
  };
}
`;

/** Runs a program of Node until the moment, and waits until no process of it is left. */
export async function runUntil(
  moment: Moment,
  command: readonly string[],
  { directory, environment }: { directory: string; environment: Readonly<Record<string, string>> },
): Promise<Ended> {
  const isCounted = "change" in moment;
  const started = launch(process.execPath, isCounted ? ["--require", counter(), ...command] : command, {
    directory,
    environment: isCounted ? { ...environment, KILL_AT: String(moment.change) } : environment,
  });
  if (!isCounted) {
    await later(moment.ms);
    started.child.kill("SIGKILL");
  }
  const ended = await started.ended;
  await gone(started);
  return ended;
}

/** A file with the program that counts. */
function counter(): string {
  const file = join(newDirectory(), "counting.cjs");
  writeFileSync(file, counting);
  return file;
}
