import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Claim } from "../../drift/claim";
import { claimsOfExpectations, claimsOfLock } from "../../drift/recorded";
import type { Source } from "../../drift/report";
import { lockFile, shown } from "../lock/place";
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

/** Each file once. Throws UsageError for one that is not there. */
export function sourceFiles(named: Named): SourceFile[] {
  const kinds = Object.keys(readers) as Source["kind"][];
  const files = kinds.flatMap((kind) => (named[kind] ?? []).map((file) => ({ kind, file: existing(kind, file) })));
  if (files.length === 0) return [{ kind: "lock", file: shown(lockFile(undefined)) }];
  return [...new Map(files.map((one) => [resolve(one.file), one])).values()];
}

/** Throws an explained error for a file that cannot be understood. */
export const readSource = ({ kind, file }: SourceFile): Source => ({ kind, file, claims: readers[kind](file) });

function existing(kind: Source["kind"], file: string): string {
  if (file === "") throw new UsageError(`--${kind}: it is empty; is the variable it comes from set?`);
  if (!existsSync(file)) throw new UsageError(`--${kind}: there is no file ${file}`);
  if (statSync(file).isDirectory()) throw new UsageError(`--${kind}: ${file} is a directory`);
  return file;
}
