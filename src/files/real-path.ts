import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { attempt } from "../schema/attempt";

/** The real path of a file that exists or will be written: links are followed, also those to a missing file. */
export function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch (error) {
    // A circle of links, or a file used as a directory: opening it reports that.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(file) === file) return resolve(file);
  }
  const directory = realPath(dirname(file));
  const path = join(directory, basename(file));
  const link = attempt(() => readlinkSync(path));
  return link === undefined ? path : realPath(isAbsolute(link) ? link : `${directory}/${link}`);
}
