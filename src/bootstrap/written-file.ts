import { statSync } from "node:fs";
import { readTextIfAny } from "../files/text";
import { type Mark, readMark } from "./mark";

/** A file that bootstrap has written, with its current text. */
export interface WrittenFile {
  /** with line feeds as line ends */
  readonly text: string;
  readonly mark: Mark;
}

/**
 * The existing file at the path of an artefact; undefined: none, null: one that bootstrap did not write. Throws Problem
 * file-unreadable.
 */
export function readWritten(file: string): WrittenFile | undefined | null {
  // Reading a pipe would block.
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
    // A circle of links, for example: reading it reports the reason.
    return false;
  }
}
