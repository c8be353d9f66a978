import { existsSync, statSync } from "node:fs";
import { readWritten } from "../../bootstrap/written-file";
import type { Claim } from "../../drift/claim";
import { claimsOfExpectations, claimsOfLock } from "../../drift/recorded";
import type { Source } from "../../drift/report";
import { realPath } from "../../files/real-path";
import { lockFile, shown } from "../lock/file";
import { UsageError } from "../usage";
import { claimsOfCatalogue } from "./catalogue";

type SourceFile = Pick<Source, "kind" | "file">;

/** The files that are named; where none is, the lock file that a synth here would use. */
export type Named = Readonly<Partial<Record<Source["kind"], readonly string[]>>>;

const readers: Readonly<Record<Source["kind"], (file: string) => readonly Claim[]>> = {
  lock: claimsOfLock,
  expectations: claimsOfExpectations,
  catalogue: claimsOfCatalogue,
};

/** Each file once. Throws UsageError for one that does not exist. */
export function sourceFiles(named: Named): SourceFile[] {
  const kinds = Object.keys(readers) as Source["kind"][];
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

function existing(kind: Source["kind"], file: string): string {
  if (file === "") throw new UsageError(`--${kind}: it is empty; check the variable that it comes from`);
  if (!existsSync(file)) throw new UsageError(`--${kind}: there is no file ${file}`);
  if (statSync(file).isDirectory()) throw new UsageError(`--${kind}: ${file} is a directory`);
  return file;
}
