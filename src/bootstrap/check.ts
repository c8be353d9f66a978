import { lineDiff } from "./line-diff";
import { type Mark, readMark } from "./mark";
import { visible } from "./one-line";
import { readWritten } from "./written-file";

/** How much of what differs is shown of one file, and of one line. */
const MOST_LINES = 60;
const MOST_SIGNS = 1000;

/** Whether what a file states is still so. */
export interface Checked {
  readonly status: "current" | "stale" | "missing";
  /** in words, where the status does not say it all */
  readonly note?: string;
  readonly diff?: readonly string[];
}

/** Compares a file with the text it would get today. One that bootstrap has not written counts for nothing. */
export function check(file: string, text: string): Checked {
  const written = readWritten(file);
  if (!written) return { status: "missing" };
  if (written.text === text) return { status: "current" };
  const { form, facts } = readMark(text) as Mark;
  const note =
    written.mark.form !== form
      ? `written in the form of another version of cdktf-connect (${written.mark.form}; this one writes ${form}), so this one cannot tell whether it is still true: write it anew`
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

/** The digest differs wherever anything does, and tells nobody what. */
const withoutDigest = (text: string): string => text.replace(/("facts": ?)"[0-9a-f]{64}"/, '$1"…"');

function bounded(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => cut(visible(line)));
  const rest = lines.length - shown.length;
  return rest === 0 ? shown : [...shown, `… ${rest} more lines; the first ${MOST_LINES} are shown`];
}

const cut = (line: string): string => (line.length > MOST_SIGNS ? `${line.slice(0, MOST_SIGNS)}…` : line);
