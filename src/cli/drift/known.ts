import { existsSync } from "node:fs";
import { type Baseline, MAKE_ONE, readBaseline } from "../../drift/baseline";
import { readIgnoreFile } from "../../drift/ignore-file";
import type { IgnoreRule } from "../../drift/ignore-rule";
import { readText } from "../../files/text";
import { isProblem } from "../../schema/problem";
import { UsageError } from "../usage";

/** Looked for in the working directory when no other file is named. */
export const IGNORE_FILE = "drift.ignore.yaml";

/** The rules of the file that is named, or of the one that is here. Throws UsageError: an invalid rule must not be skipped. */
export function readRules(named: string | undefined): IgnoreRule[] {
  if (named === undefined && !existsSync(IGNORE_FILE)) return [];
  return read("--ignore", named ?? IGNORE_FILE, readIgnoreFile, "Remove the option to ignore nothing.");
}

/** The findings of an earlier run. Throws UsageError for a file that cannot be used. */
export const readKnown = (file: string): Baseline => read("--baseline", file, readBaseline, MAKE_ONE);

/** `remedy`: what to do without the file. */
function read<T>(option: string, file: string, parse: (text: string, file: string) => T, remedy: string): T {
  if (file === "") throw new UsageError(`${option}: it is empty; check the variable that it comes from`);
  try {
    return parse(readText(file), file);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { detail } = error.code === "file-unreadable" ? error.with({ remedy }) : error;
    throw new UsageError(`${option}: ${detail}`);
  }
}
