import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { Problem } from "../schema/problem";
import { unwritable } from "./write";

/** A process that holds a file longer than this was killed: writing takes milliseconds. */
export const STALE_MS = 10_000;
const WAIT_MS = 30_000;
const STEP_MS = 20;

/** The directory beside a file while a process holds it. */
export const scratchOf = (file: string): string => `${file}.writing`;

/**
 * Runs `work` on a file while no other process does, blocking until its turn. Throws Problem file-locked or
 * file-unwritable. A directory beside the file is the lock, because only one process can create it; it also contains half-written
 * files, so that none is left behind.
 */
export function exclusively(file: string, work: (scratch: string) => void): void {
  const scratch = scratchOf(file);
  const end = Date.now() + WAIT_MS;
  while (!take(scratch, file)) {
    if (Date.now() > end)
      throw new Problem("file-locked", {
        reason: `Other processes have held ${file} for ${WAIT_MS / 1000} s.`,
        remedy: `If no other process is running, remove ${scratch}.`,
        facts: { file },
      });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
  }
  try {
    work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function take(scratch: string, file: string): boolean {
  try {
    mkdirSync(scratch);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(file, error as Error);
    removeStale(scratch);
    return false;
  }
}

function removeStale(scratch: string): void {
  try {
    if (Date.now() - statSync(scratch).mtimeMs < STALE_MS) return;
    // Only one of several processes can move it away; without the move, one could remove the directory of the next owner.
    const aside = `${scratch}.${randomBytes(6).toString("hex")}`;
    renameSync(scratch, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another process was faster.
  }
}
