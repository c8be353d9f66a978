import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Problem } from "../schema/problem";
import { causeOf } from "./causes";
import { besideOf, sweep, sweepBeside, temporaryName } from "./leftovers";
import { realPath } from "./real-path";

/** Writes a file atomically: see `replaceAtomically`. */
export const writeAtomically = (file: string, text: string, temporary?: string): void =>
  replaceAtomically(file, (path) => writeFileSync(path, text, { flag: "wx" }), temporary);

/** Writes a file atomically, unless it has this text. Returns whether it was written. */
export function writeIfChanged(file: string, before: string | undefined, text: string): boolean {
  const isChanged = before !== text;
  if (isChanged) writeAtomically(file, text);
  else sweepBeside(file);
  return isChanged;
}

/**
 * Replaces a file: readers see the old one or the new one, and after a failure the old one. Links and permissions are kept, and
 * missing directories are created. `make` creates the file that it is told to, `temporary` or one beside the file whose name cannot be
 * guessed; it must not follow a link that is there. Throws Problem file-unwritable.
 */
export function replaceAtomically(file: string, make: (path: string) => void, temporary?: string): void {
  try {
    const target = realPath(file);
    createDirectory(dirname(target));
    if (temporary === undefined) sweep(besideOf(target));
    const path = temporary ?? temporaryName(besideOf(target));
    try {
      make(path);
      const mode = statSync(target, { throwIfNoEntry: false })?.mode;
      if (mode !== undefined) chmodSync(path, mode & 0o777);
      renameSync(path, target);
    } catch (error) {
      // What was there before is not ours.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(path, { force: true });
      throw error;
    }
  } catch (error) {
    throw unwritable(file, error as Error);
  }
}

export function unwritable(file: string, cause: Error): Problem {
  const { reason, remedy } = causeOf(cause, "written");
  return new Problem("file-unwritable", { reason: `${file}: ${reason}.`, remedy, facts: { file }, cause });
}

/** Creates a directory and its parents. Throws Problem file-unwritable. */
export function makeDirectory(path: string): void {
  try {
    createDirectory(path);
  } catch (error) {
    throw unwritable(path, error as Error);
  }
}

/** One by one: with `recursive`, Node never returns below `/proc`. */
function createDirectory(path: string): void {
  if (existsSync(path)) return;
  createDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
