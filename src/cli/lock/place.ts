import { existsSync } from "node:fs";
import { relative } from "node:path";
import { realPath } from "../../files/real-path";
import { lockFileFor } from "../../lock/lock-place";
import { UsageError } from "../usage";

/** The lock file a command works on: the one that is named, or the nearest one here and above. Throws UsageError. */
export function lockFile(named: string | undefined): string {
  const file = named ?? lockFileFor(process.cwd());
  if (named === "") throw new UsageError("--lock: it is empty; is the variable it comes from set?");
  // The name a synth knows it by, however it is named here.
  if (existsSync(file)) return realPath(file);
  throw new UsageError(
    named === undefined
      ? `there is no connect.lock.json in ${process.cwd()} or above it: the first synth that looks something up makes it`
      : `--lock: there is no file ${named}`,
  );
}

/** A file as people know it: relative to where they are, if it lies below. */
export function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") || path === "" ? file : path;
}
