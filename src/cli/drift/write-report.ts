import { existsSync, statSync, writeFileSync } from "node:fs";
import { unwritable, writeAtomically } from "../../files/write";
import { descriptorOf, devicePath } from "./device";
import type { Screen } from "./progress";

/** Writes a report: readers see the old one or the new one. A device or a pipe is written to instead of replaced. */
export function writeReport(file: string, text: string, stderr: Screen): void {
  const device = devicePath(file);
  const descriptor = device === undefined ? undefined : descriptorOf(device);
  const there = existsSync(file) ? statSync(file) : undefined;
  const isFile = device === undefined && (there === undefined || there.isFile() || there.isDirectory());
  if (isFile) writeAtomically(file, text);
  else if (descriptor === 2) stderr.write(text);
  else writeThrough(file, descriptor ?? file, text);
}

function writeThrough(file: string, to: number | string, text: string): void {
  try {
    writeFileSync(to, text);
  } catch (error) {
    throw unwritable(file, error as Error);
  }
}
