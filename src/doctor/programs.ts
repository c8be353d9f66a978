import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment } from "../platforms/platform";
import { attempt } from "../schema/attempt";

/** Whether PATH has a file of this name, executable or not; a directory that may not be entered has none. */
export function isInPath(program: string, { PATH = "" }: Environment): boolean {
  const name = process.platform === "win32" ? `${program}.exe` : program;
  return PATH.split(delimiter).some((directory) => directory !== "" && isFile(join(directory, name)));
}

/** Whether reading it ends: it is not a directory, and not a pipe that waits for a writer. */
export const isFile = (path: string): boolean => attempt(() => statSync(path).isFile()) ?? false;

export const isDirectory = (path: string): boolean => attempt(() => statSync(path).isDirectory()) ?? false;
