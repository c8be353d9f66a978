import { randomBytes } from "node:crypto";
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { attempt } from "../schema/attempt";
import { realPath } from "./real-path";

/** By then, the process that made it has used it or was killed. */
const LEFT_MS = 3_600_000;

/** The path of a temporary file that cannot be guessed: `prefix`, and hexadecimal digits. */
export const temporaryName = (prefix: string): string => `${prefix}${randomBytes(6).toString("hex")}`;
const DIGITS = /^[0-9a-f]{12}$/;

/** Removes what killed processes left under names of `temporaryName`. What cannot be removed stays. */
export function sweep(prefix: string): void {
  const [directory, start] = [dirname(prefix), basename(prefix)];
  for (const name of attempt(() => readdirSync(directory)) ?? []) {
    if (!name.startsWith(start) || !DIGITS.test(name.slice(start.length))) continue;
    const path = join(directory, name);
    const isLeft = attempt(() => Math.abs(Date.now() - lstatSync(path).mtimeMs) > LEFT_MS) ?? false;
    if (isLeft) attempt(() => rmSync(path, { recursive: true, force: true }));
  }
}

/** The prefix of temporary files that take the place of a file. */
export const besideOf = (target: string): string => join(dirname(target), `.${basename(target)}.`);

/** Removes what killed writers left beside a file, which may stay as it is now. */
export const sweepBeside = (file: string): void => sweep(besideOf(realPath(file)));
