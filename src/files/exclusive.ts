import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { attempt } from "../schema/attempt";
import { Problem } from "../schema/problem";
import { sweep, temporaryName } from "./leftovers";
import { pause } from "./pause";
import { unwritable } from "./write";

/** A process that left no name is taken for dead when it has held a file for so long. */
const STALE_MS = 10_000;
/** The same for one of another machine, which cannot be looked for. */
const STALE_ELSEWHERE_MS = 20_000;
/** The same for a living one: its number may be that of another process by now. */
const STALE_ALIVE_MS = 60_000;
/** So long for each process that holds the file, … */
const WAIT_MS = 30_000;
/** … and for all of them. */
const WAIT_FOR_ALL_MS = 300_000;
const STEP_MS = 20;

/** The directory beside a file while a process holds it. */
export const scratchOf = (file: string): string => `${file}.writing`;

/** Who holds a file, in its directory; beside it, `work` may make a file that is new. */
const ownerOf = (scratch: string): string => join(scratch, OWNER);
const OWNER = "owner";
const NEW = "new";
const asideOf = (scratch: string): string => `${scratch}.`;
const me = (): string => JSON.stringify({ host: hostname(), pid: process.pid });

/**
 * Runs `work` on a file while no other process does, blocking until its turn. Throws Problem file-locked or
 * file-unwritable. A directory beside the file is the lock, because only one process can create it; it also contains half-written
 * files, so that none is left behind.
 */
export function exclusively(file: string, work: (temporary: string) => void): void {
  const scratch = scratchOf(file);
  const started = performance.now();
  let holder: string | undefined;
  let since = started;
  while (!take(scratch, file)) {
    const now = performance.now();
    const current = holderOf(scratch);
    if (current !== holder) [holder, since] = [current, now];
    if (now - since > WAIT_MS || now - started > WAIT_FOR_ALL_MS)
      throw new Problem("file-locked", {
        reason: `Other processes have held ${file} for ${Math.round((now - started) / 1000)} s.`,
        remedy: `If no other process is running, remove ${scratch}.`,
        facts: { file },
      });
    pause(STEP_MS);
  }
  try {
    work(join(scratch, NEW));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function take(scratch: string, file: string): boolean {
  try {
    mkdirSync(scratch);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(file, error as Error);
    if (isStrange(scratch))
      throw new Problem("file-locked", {
        reason: `${scratch} is in the way: a directory of this name is made while ${file} is written, and this one is something else.`,
        remedy: "Remove or rename it.",
        facts: { file },
      });
    removeStale(scratch);
    return false;
  }
  sweep(asideOf(scratch));
  try {
    writeFileSync(ownerOf(scratch), me(), { flag: "wx" });
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    throw unwritable(file, error as Error);
  }
  return true;
}

/** Distinguishes one holder from the next; undefined between two of them. */
const holderOf = (scratch: string): string | undefined =>
  attempt(() => `${readFileSync(ownerOf(scratch), "utf8")} ${lstatSync(scratch).ino}`);

function removeStale(scratch: string): void {
  try {
    if (!isLeft(scratch)) return;
    // Only one of several processes can move it away; without the move, one could remove the directory of the next owner.
    const aside = temporaryName(asideOf(scratch));
    renameSync(scratch, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another process was faster.
  }
}

/** Whether something is there that no process of ours has made, so that it must not be removed. */
const isStrange = (scratch: string): boolean =>
  attempt(
    () => !lstatSync(scratch).isDirectory() || readdirSync(scratch).some((name) => name !== OWNER && name !== NEW),
  ) ?? false;

/** Whether the process that made the directory of a file, which is there, is gone. */
export function isLeft(scratch: string): boolean {
  // Of a clock that was set back, the time of the file lies ahead.
  const held = Math.abs(Date.now() - lstatSync(scratch).mtimeMs);
  if (isStrange(scratch)) return false;
  const owner = attempt<{ host?: unknown; pid?: unknown }>(() => JSON.parse(readFileSync(ownerOf(scratch), "utf8")));
  // Made a moment ago, by an earlier version, or by a process that died right then.
  if (owner === undefined) return held > STALE_MS;
  if (owner.host !== hostname() || typeof owner.pid !== "number") return held > STALE_ELSEWHERE_MS;
  return !isAlive(owner.pid) || held > STALE_ALIVE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
