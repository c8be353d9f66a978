import { existsSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newDirectory } from "./directory";

/** A directory that many files need and none changes: the first that asks for it has it filled, for all processes. */
export function shared(name: string, fill: (directory: string) => void): string {
  const place = join(tmpdir(), name);
  if (existsSync(place)) return place;
  const filled = newDirectory();
  fill(filled);
  try {
    renameSync(filled, place);
  } catch (error) {
    // Another process was quicker: what it has made is the same.
    if (!existsSync(place)) throw error;
  }
  return place;
}
