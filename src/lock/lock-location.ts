import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export const LOCK_FILE = "connect.lock.json";

/**
 * The lock file of a program that runs in `directory`: the nearest one there or above, no further than the repository. Where there
 * is none yet: beside the nearest cdktf.json; without one, beside the nearest package.json or at the repository's root.
 */
export function lockFileFor(directory: string): string {
  const homes = upToRepository(directory);
  const nearest = (...names: string[]) => homes.find((home) => names.some((name) => existsSync(join(home, name))));
  return join(nearest(LOCK_FILE) ?? nearest("cdktf.json") ?? nearest("package.json", ".git") ?? directory, LOCK_FILE);
}

function upToRepository(directory: string): string[] {
  const above = dirname(directory);
  return above === directory || existsSync(join(directory, ".git"))
    ? [directory]
    : [directory, ...upToRepository(above)];
}
