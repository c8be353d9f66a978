import { readFileSync, statSync } from "node:fs";
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
