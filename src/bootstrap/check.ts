import { lineDiff } from "./line-diff";
import { type Mark, readMark, readWritten } from "./mark";
import { visible } from "./one-line";

/** The most characters of a line that are shown. */
const MOST_SIGNS = 1000;

/** Whether the facts in a file are still true. */
export interface Checked {
  readonly status: "current" | "stale" | "missing";
  /** details of the status */
  readonly note?: string;
  readonly diff?: readonly string[];
}

/** Compares a file with its current text. A file that bootstrap did not write is not compared. */
export function check(file: string, text: string): Checked {
  const written = readWritten(file);
  if (!written) return { status: "missing" };
  if (written.text === text) return { status: "current" };
  const { form, facts } = readMark(text) as Mark;
  const note =
    written.mark.form !== form
      ? `written in the form of another version of cdktf-connect (${written.mark.form}; this one writes ${form}), so it cannot be compared: write it again`
      : written.mark.facts === facts
        ? "the facts are the same, but the file was edited or reformatted since it was written"
        : undefined;
  const seen = lineDiff(withoutDigest(written.text), withoutDigest(text));
  return {
    status: "stale",
    ...(note && { note }),
    diff: (seen.length > 0 ? seen : lineDiff(written.text, text)).map((line) => cut(visible(line))),
  };
}

/** The digest always differs, and does not inform people. */
const withoutDigest = (text: string): string => text.replace(/("facts": ?)"[0-9a-f]{64}"/, '$1"…"');

const cut = (line: string): string => (line.length > MOST_SIGNS ? `${line.slice(0, MOST_SIGNS)}…` : line);
