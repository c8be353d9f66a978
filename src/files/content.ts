import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { pause } from "./pause";

/** The most that is read of a pipe or a device. */
const MAX_BYTES = 2 ** 27;
const CHUNK_BYTES = 2 ** 16;
const STEP_MS = 10;
/** So long for a program to open a pipe for writing, … */
const OPEN_MS = 5_000;
/** … and for each part of what it writes. */
const PART_MS = 60_000;

/**
 * The text of what a path leads to: a file, or a pipe such as the shell's `<(…)`. Blocks; a pipe that no program writes to fails with
 * the code SILENT. Throws what Node throws.
 */
export function readContent(file: string): string {
  // Opening a pipe for reading would block until it is opened for writing.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const there = fstatSync(descriptor);
    if (there.isFIFO() || there.isCharacterDevice()) return readToEnd(descriptor, there.isFIFO());
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

function readToEnd(descriptor: number, isPipe: boolean): string {
  const parts: Buffer[] = [];
  let size = 0;
  for (let waited = 0; ; ) {
    const part = Buffer.allocUnsafe(CHUNK_BYTES);
    const count = readPart(descriptor, part);
    if (count === 0 && (size > 0 || !isPipe)) return Buffer.concat(parts).toString("utf8");
    if (count > 0) {
      parts.push(part.subarray(0, count));
      size += count;
      waited = 0;
      if (size > MAX_BYTES) throw failure("TOO_LARGE");
      continue;
    }
    if (isPipe && waited >= (count === 0 ? OPEN_MS : PART_MS)) throw failure("SILENT");
    pause(STEP_MS);
    waited += STEP_MS;
  }
}

/** The number of bytes; 0: it ended, or no program has it open for writing; -1: nothing was written yet. */
function readPart(descriptor: number, part: Buffer): number {
  try {
    return readSync(descriptor, part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return -1;
    throw error;
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });
