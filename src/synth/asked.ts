import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { realPath } from "../files/real-path";
import { writeAtomically } from "../files/write";
import { packageRoot } from "../mirror/package";

/** What the latest complete run of an app asked, by the keys of lock entries. */
interface AskedRecord {
  readonly lockFile: string;
  /** where the app ran, and the file that was run: several apps may share a lock file */
  readonly directory: string;
  readonly program: string | null;
  readonly keys: readonly string[];
}

/** By lock file. */
const asked = new Map<string, Set<string>>();

/** Notes that this program asks for an entry, so that `lock prune` knows which entries no program uses any more. */
export function noteAsked(lockFile: string, key: string): void {
  // Tests ask for this and that; what they leave out is no reason to remove anything.
  if (process.env.JEST_WORKER_ID !== undefined) return;
  if (asked.size === 0) process.once("exit", writeAsked);
  const keys = asked.get(lockFile) ?? new Set();
  asked.set(lockFile, keys.add(key));
}

/** A program that fails half way has asked for less than it needs: only complete runs count. */
function writeAsked(exitCode: number): void {
  if (exitCode !== 0) return;
  const directory = process.cwd();
  const program = require.main?.filename ?? process.argv[1] ?? null;
  for (const [named, keys] of asked) {
    const lockFile = realPath(named);
    const name = createHash("sha256")
      .update(JSON.stringify([lockFile, directory, program]))
      .digest("hex")
      .slice(0, 16);
    const record: AskedRecord = { lockFile, directory, program, keys: [...keys] };
    try {
      writeAtomically(join(cache(), `asked-${name}.json`), JSON.stringify(record));
    } catch {
      // Where nothing can be written, nothing will be pruned; a synth does not fail for it.
    }
  }
}

/** All that the latest run of each app with this lock file asked; undefined where none is known. */
export function keysAsked(lockFile: string): ReadonlySet<string> | undefined {
  const files = existsSync(cache()) ? readdirSync(cache()).filter((name) => /^asked-\w+\.json$/.test(name)) : [];
  const records = files.flatMap((name) => readRecord(join(cache(), name)));
  const ofFile = records.filter((record) => record.lockFile === lockFile);
  return ofFile.length === 0 ? undefined : new Set(ofFile.flatMap(({ keys }) => keys));
}

/** Nothing, and no file any more, where the app is gone. */
function readRecord(file: string): AskedRecord[] {
  const record = parseRecord(file);
  if (record && [record.directory, record.program ?? "/"].every((path) => existsSync(path))) return [record];
  rmSync(file, { force: true });
  return [];
}

function parseRecord(file: string): AskedRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Not committed and gone with a fresh install: where tools of this world keep what only this machine needs to know. */
function cache(): string {
  const above = dirname(packageRoot());
  const modules = basename(above) === "node_modules" ? above : join(packageRoot(), "node_modules");
  return join(modules, ".cache", "cdktf-connect");
}
