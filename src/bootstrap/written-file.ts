import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LookupError } from "../lookup/error";
import { type Mark, readMark } from "./mark";
import { realPath } from "./real-path";

/** A file that bootstrap has written, as it is now. */
export interface WrittenFile {
  /** with this machine's line ends taken out */
  readonly text: string;
  readonly mark: Mark;
}

/** What stands where an artefact shall go; undefined: nothing, null: something that is not bootstrap's to replace. */
export function readWritten(file: string): WrittenFile | undefined | null {
  let content: string;
  try {
    // A pipe would be waited for.
    if (!statSync(file).isFile()) return null;
    content = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new LookupError("File cannot be read", `${file}: ${message}.`);
  }
  const text = content.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const mark = readMark(text);
  return mark === undefined ? null : { text, mark };
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

/** Writes a file at once: readers see the old one or the new one. A link stays a link, permissions stay what they are. */
export function writeAtomically(file: string, text: string): void {
  try {
    const target = realPath(file);
    makeDirectory(dirname(target));
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}`);
    try {
      writeFileSync(temporary, text);
      if (mode !== undefined) chmodSync(temporary, mode & 0o777);
      renameSync(temporary, target);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    throw new LookupError("File cannot be written", `${file}: ${(error as Error).message}.`);
  }
}
