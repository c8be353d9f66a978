import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { realPath } from "../../files/real-path";
import { isThere } from "../../files/text";
import { LOCK_FILE, lockFileFor } from "../../lock/lock-location";
import { text } from "../command";
import { platformOption } from "../platform-option";
import { UsageError } from "../usage";

/** Of every command for a lock file. */
export const lockOptions = {
  lock: text("FILE", "the file (default: the nearest one in this directory and its parents)"),
  platform: platformOption("only entries of this platform"),
} as const;

/** The lock file of a command: the one that is named, or the nearest one in this directory and its parents. Throws UsageError, or Problem file-unreadable. */
export function lockFile(named: string | undefined): string {
  const file = named ?? lockFileFor(process.cwd());
  // The real path, which a synth records.
  if (isThere(file)) return realPath(file);
  throw new UsageError(
    named === undefined
      ? `there is no connect.lock.json in ${process.cwd()} or above it: the first synth that uses atSynth creates it, or "cdktf-connect lock add"`
      : `--lock: there is no file ${named}`,
  );
}

/**
 * The lock file to add to, which need not be there: in a directory with a configuration it is beside that, where the provider looks for
 * it, and never one above.
 */
export function lockFileToAddTo(named: string | undefined): string {
  const here = process.cwd();
  const isConfiguration = readdirSync(here).some((name) => /\.(tf|tofu)(\.json)?$/.test(name));
  return realPath(named ?? (isConfiguration ? join(here, LOCK_FILE) : lockFileFor(here)));
}

/** A file name for messages: relative to the working directory, if it is below. */
export function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") || path === "" ? file : path;
}
