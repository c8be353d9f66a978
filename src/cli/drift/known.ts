import { existsSync, readFileSync } from "node:fs";
import { type Baseline, readBaseline } from "../../drift/baseline";
import { readIgnoreFile } from "../../drift/ignore-file";
import type { IgnoreRule } from "../../drift/ignore-rule";
import { isProblem } from "../../schema/problem";
import { UsageError } from "../usage";

/** Looked for in the working directory when no other file is named. */
export const IGNORE_FILE = "drift.ignore.yaml";

/** The rules of the file that is named, or of the one that is here. Throws UsageError: a rule nobody can follow ignores nothing. */
export function readRules(named: string | undefined): IgnoreRule[] {
  if (named === undefined && !existsSync(IGNORE_FILE)) return [];
  const file = named ?? IGNORE_FILE;
  return usable(() => readIgnoreFile(read("--ignore", file, "Take the option away to ignore nothing."), file));
}

/** What an earlier run found. Throws UsageError: without it everything would be new, or nothing. */
export function readKnown(file: string): Baseline {
  // The file that is named may be something else, and needed.
  const remedy = "Make one with: cdktf-connect drift --format json=NEW_FILE";
  return usable(() => readBaseline(read("--baseline", file, remedy), file), ` ${remedy}`);
}

function usable<T>(read: () => T, remedy = ""): T {
  try {
    return read();
  } catch (error) {
    throw isProblem(error) ? new UsageError(`${error.detail}${remedy}`) : error;
  }
}

function read(option: string, file: string, remedy: string): string {
  if (file === "") throw new UsageError(`${option}: it is empty; is the variable it comes from set?`);
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`${option}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). ${remedy}`);
  }
}
