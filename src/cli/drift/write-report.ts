import { existsSync, statSync, writeFileSync } from "node:fs";
import { writeAtomically } from "../../bootstrap/written-file";

/** Writes a report: readers see the old one or the new one. A device or a pipe (`/dev/stderr`) is written to instead of replaced. */
export function writeReport(file: string, text: string): void {
  const there = existsSync(file) ? statSync(file) : undefined;
  if (there && !there.isFile() && !there.isDirectory()) writeFileSync(file, text);
  else writeAtomically(file, text);
}
