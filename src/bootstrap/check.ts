import { lineDiff } from "./line-diff";
import { type Mark, readMark, readWritten } from "./mark";
import { visible } from "./one-line";

/** The most lines of a difference, and characters of a line, that are shown. */
const MOST_LINES = 60;
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
    diff: bounded(seen.length > 0 ? seen : lineDiff(written.text, text)),
  };
}

/** The digest always differs, and does not inform people. */
const withoutDigest = (text: string): string => text.replace(/("facts": ?)"[0-9a-f]{64}"/, '$1"…"');

function bounded(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => cut(visible(line)));
  const rest = lines.length - shown.length;
  return rest === 0 ? shown : [...shown, `… ${rest} more lines; the first ${MOST_LINES} are shown`];
}

const cut = (line: string): string => (line.length > MOST_SIGNS ? `${line.slice(0, MOST_SIGNS)}…` : line);
