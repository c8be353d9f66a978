import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";

/** Where a file is, or will be once it is written: links are followed, those that lead to nothing yet as well. */
export function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch (error) {
    // A circle of links, or a file taken for a directory: whoever opens it says so.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(file) === file) return resolve(file);
  }
  const directory = realPath(dirname(file));
  const path = join(directory, basename(file));
  const link = linkAt(path);
  return link === undefined ? path : realPath(isAbsolute(link) ? link : `${directory}/${link}`);
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
