import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { realPath } from "../files/real-path";
import { attempt } from "../schema/attempt";

export const LOCK_FILE = "connect.lock.json";

/**
 * The lock file of a program that runs in `directory`: the nearest one there or above, no further than the repository. Where there
 * is none yet: beside the nearest cdktf.json; without one, beside the nearest package.json or at the repository's root.
 */
export function lockFileFor(directory: string): string {
  const homes = upToRepository(directory);
  const nearest = (isHome: (home: string) => boolean) => homes.find(isHome);
  const has = (name: string) => (home: string) => existsSync(join(home, name));
  // Also a link to a file that is still to be written.
  const hasLock = (home: string) => attempt(() => lstatSync(join(home, LOCK_FILE))) !== undefined;
  const home =
    nearest(hasLock) ?? nearest(has("cdktf.json")) ?? nearest((each) => isPackage(each) || has(".git")(each));
  return join(home ?? directory, LOCK_FILE);
}

/** Builds write a package.json that only states the kind of the modules below it. */
function isPackage(home: string): boolean {
  try {
    const { type, ...others } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    return type === undefined || Object.keys(others).length > 0;
  } catch {
    return existsSync(join(home, "package.json"));
  }
}

function upToRepository(directory: string): string[] {
  const above = dirname(directory);
  return above === directory || existsSync(join(directory, ".git"))
    ? [directory]
    : [directory, ...upToRepository(above)];
}

/**
 * Where a program belongs: from the root of a monorepo, nx or jest runs the programs of all its packages. The directory of the entry if
 * that is below the working directory, and not that of a runner in node_modules.
 */
export function programDirectory(directory: string, entry = entryFile()): string {
  const path = entry === undefined ? ".." : relative(directory, dirname(entry));
  const steps = path.split(sep);
  return steps[0] === ".." || steps.includes("node_modules") || isAbsolute(path) ? directory : join(directory, path);
}

/** In a program of ES modules there is no main module; a bundle of them has no `require` either. */
const entryFile = (): string | undefined =>
  (typeof require === "function" ? require.main?.filename : undefined) ?? process.argv[1];

/** The bounds of a search: deep enough for the packages of a monorepo. */
const MAX_DEPTH = 4;
const MAX_DIRECTORIES = 2000;

/** Other lock files in the directory of one and below it, as paths from there. */
export function lockFilesBeside(file: string): string[] {
  const top = dirname(file);
  const own = [file, realPath(file)];
  const found: string[] = [];
  let queue = [top];
  for (let depth = 0, visited = 0; depth <= MAX_DEPTH && queue.length > 0; depth++) {
    const below: string[] = [];
    for (const directory of queue) {
      if (visited++ >= MAX_DIRECTORIES) return found;
      for (const entry of attempt(() => readdirSync(directory, { withFileTypes: true })) ?? []) {
        const path = join(directory, entry.name);
        if (entry.name === LOCK_FILE && !own.includes(path)) found.push(relative(top, path));
        if (entry.isDirectory() && !/^(\.|node_modules$|cdktf\.out$)/.test(entry.name)) below.push(path);
      }
    }
    queue = below;
  }
  return found.sort();
}
