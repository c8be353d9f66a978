import { readFileSync } from "node:fs";
import { Problem } from "../schema/problem";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "the file does not exist",
  EISDIR: "it is a directory",
  EACCES: "this user may not read it",
};

/** The text of a file. Throws Problem file-unreadable. */
export function readText(file: string): string {
  try {
    return withoutMark(readFileSync(file, "utf8"));
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Problem("file-unreadable", {
      reason: `${file}: ${reasons[code] ?? message}.`,
      facts: { file },
      cause: error,
    });
  }
}

/** The same; undefined where there is no file. */
export function readTextIfAny(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    if (((error as Problem).cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Text without the byte order mark that editors put before it. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");
