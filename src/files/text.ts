import { lstatSync, readlinkSync, statSync } from "node:fs";
import { attempt } from "../schema/attempt";
import { Problem } from "../schema/problem";
import { causeOf } from "./causes";
import { readContent } from "./content";

/** The text of a file. Throws Problem file-unreadable. */
export function readText(file: string): string {
  try {
    return withoutMark(readContent(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The same; undefined where there is no file. */
export function readTextIfAny(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    if (codeOf((error as Problem).cause) === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether something is there. Throws Problem file-unreadable for a link that leads nowhere, and where this user may not look. */
export function isThere(file: string): boolean {
  try {
    statSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" && attempt(() => lstatSync(file)) === undefined) return false;
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): Problem {
  const { reason, remedy } = causeOf(cause, "read");
  const link = codeOf(cause) === "ENOENT" ? attempt(() => readlinkSync(file)) : undefined;
  return new Problem("file-unreadable", {
    reason: `${file}: ${link === undefined ? reason : `it is a link to ${link}, which does not exist`}.`,
    remedy,
    facts: { file },
    cause,
  });
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

/** Text without the byte order mark that editors put before it. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");
