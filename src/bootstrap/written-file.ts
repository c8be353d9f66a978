import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LookupError } from "../lookup/error";
import { type Mark, readMark } from "./mark";

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
    content = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "EISDIR") return null;
    throw new LookupError("File cannot be read", `${file}: ${message}.`);
  }
  const text = content.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const mark = readMark(text);
  return mark === undefined ? null : { text, mark };
}

/** Writes a file at once: readers see the old one or the new one. A link stays a link, permissions stay what they are. */
export function writeAtomically(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    const target = mode === undefined ? file : realpathSync(file);
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
