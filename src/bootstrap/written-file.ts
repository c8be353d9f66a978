import { statSync } from "node:fs";
import { readTextIfAny } from "../files/text";
import { type Mark, readMark } from "./mark";

/** A file that bootstrap has written, as it is now. */
export interface WrittenFile {
  /** with this machine's line ends taken out */
  readonly text: string;
  readonly mark: Mark;
}

/**
 * What stands where an artefact shall go; undefined: nothing, null: something that is not bootstrap's to replace. Throws Problem
 * file-unreadable.
 */
export function readWritten(file: string): WrittenFile | undefined | null {
  // A pipe would be waited for.
  if (isSpecial(file)) return null;
  const text = readTextIfAny(file)?.replaceAll("\r\n", "\n");
  if (text === undefined) return undefined;
  const mark = readMark(text);
  return mark === undefined ? null : { text, mark };
}

function isSpecial(file: string): boolean {
  try {
    return !statSync(file).isFile();
  } catch {
    // A circle of links, for example: reading it gives the reason.
    return false;
  }
}
