import { statSync } from "node:fs";
import { readWritten } from "../../bootstrap/mark";
import { type Baseline, MAKE_ONE, readBaseline } from "../../drift/baseline";
import { type Claim, claimsOfExpectations, claimsOfLock } from "../../drift/claim";
import { readIgnoreFile } from "../../drift/ignore-file";
import type { IgnoreRule } from "../../drift/ignore-rule";
import type { Source, SourceKind } from "../../drift/report";
import { realPath } from "../../files/real-path";
import { isThere, readText } from "../../files/text";
import { isProblem } from "../../schema/problem";
import { lockFile, shown } from "../lock/file";
import { UsageError } from "../usage";

/** A file that something is written down in. */
export interface SourceFile {
  readonly kind: Exclude<SourceKind, "environment">;
  readonly file: string;
}

/** The files that are named; where none is, the lock file that a synth here would use. */
export type Named = Readonly<Partial<Record<SourceFile["kind"], readonly string[]>>>;

const readers: Readonly<Record<SourceFile["kind"], (file: string) => readonly Claim[]>> = {
  lock: claimsOfLock,
  expectations: claimsOfExpectations,
};

/** Each file once. Throws UsageError for one that does not exist, Problem file-unreadable where a link leads nowhere. */
export function sourceFiles(named: Named): SourceFile[] {
  const kinds = Object.keys(readers) as SourceFile["kind"][];
  const files = kinds.flatMap((kind) => (named[kind] ?? []).map((file) => ({ kind, file: existing(kind, file) })));
  if (files.length === 0) return [{ kind: "lock", file: shown(lockFile(undefined)) }];
  const known = new Map<string, SourceFile>();
  for (const one of files) {
    const { kind, file } = known.get(realPath(one.file)) ?? one;
    if (kind !== one.kind)
      throw new UsageError(`${file} is named as --${kind} and as --${one.kind}: it can only be one`);
    known.set(realPath(one.file), { kind, file });
  }
  return [...known.values()];
}

/** Throws an explained error for a file that cannot be understood. */
export const readSource = ({ kind, file }: SourceFile): Source => ({
  kind,
  file,
  claims: readers[kind](file),
  ...(kind !== "lock" && readWritten(file) && { byBootstrap: true }),
});

function existing(kind: SourceFile["kind"], file: string): string {
  if (!isThere(file)) throw new UsageError(`--${kind}: there is no file ${file}`);
  if (statSync(file).isDirectory()) throw new UsageError(`--${kind}: ${file} is a directory`);
  return file;
}

/** Looked for in the working directory when no other file is named. */
export const IGNORE_FILE = "drift.ignore.yaml";

/** The rules of the file that is named, or of the one that is here. Throws UsageError: an invalid rule must not be skipped. */
export function readRules(named: string | undefined): IgnoreRule[] {
  if (named === undefined && !isThere(IGNORE_FILE)) return [];
  return read("--ignore", named ?? IGNORE_FILE, readIgnoreFile, "Remove the option to ignore nothing.");
}

/** The findings of an earlier run. Throws UsageError for a file that cannot be used. */
export const readKnown = (file: string): Baseline => read("--baseline", file, readBaseline, MAKE_ONE);

/** `remedy`: what to do without the file. */
function read<T>(option: string, file: string, parse: (text: string, file: string) => T, remedy: string): T {
  try {
    return parse(readText(file), file);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { detail } = error.code === "file-unreadable" ? error.with({ remedy }) : error;
    throw new UsageError(`${option}: ${detail}`);
  }
}
