import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment } from "../platforms/platform";

/** Whether PATH has a file of this name, executable or not; directories nobody may enter have none. */
export function isInPath(program: string, { PATH = "" }: Environment): boolean {
  const name = process.platform === "win32" ? `${program}.exe` : program;
  return PATH.split(delimiter).some((directory) => directory !== "" && isFile(join(directory, name)));
}

/** Whether reading it ends: it is no directory, and no pipe that somebody would have to write into. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
