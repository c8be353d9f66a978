import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "../schema/problem";
import { realPath } from "./real-path";

/** Writes a file at once: readers see the old one or the new one. A link stays a link, its directory is made. Throws Problem file-unwritable. */
export function writeAtomically(file: string, text: string): void {
  try {
    const target = realPath(file);
    makeDirectory(dirname(target));
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}`);
    try {
      replaceFile(target, text, temporary);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    throw new Problem("file-unwritable", { reason: `${file}: ${(error as Error).message}.` });
  }
}

/** Puts a text in the place of a file, by way of a temporary one beside it; permissions stay what they are. */
export function replaceFile(target: string, text: string, temporary: string): void {
  const mode = statSync(target, { throwIfNoEntry: false })?.mode;
  writeFileSync(temporary, text);
  if (mode !== undefined) chmodSync(temporary, mode & 0o777);
  renameSync(temporary, target);
}

/** With those it is to lie in, one by one: asked for all at once below `/proc`, Node tries for ever. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
