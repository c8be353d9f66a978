import { lineDiff } from "./line-diff";
import { FORM, type Mark, readMark } from "./mark";
import { visible } from "./one-line";
import { readWritten } from "./written-file";

/** How much of what differs is shown of one file, and of one line. */
const MOST_LINES = 60;
const MOST_SIGNS = 300;

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
  const sameFacts = written.mark.facts === facts;
  const sameForm = written.mark.form === form;
  if (sameFacts && !sameForm)
    return {
      status: "current",
      note: `the same facts in the form of another version of cdktf-connect (${written.mark.form}; this one writes ${FORM}); without --check it is rewritten`,
    };
  const note = sameFacts
    ? "the facts are the same, but the file was edited or reformatted since it was written"
    : sameForm
      ? undefined
      : "written by another version of cdktf-connect, and what it states is not the same";
  return {
    status: "stale",
    ...(note && { note }),
    diff: bounded(lineDiff(withoutDigest(written.text), withoutDigest(text))),
  };
}

/** It differs wherever anything does, and tells nobody what. */
const withoutDigest = (text: string): string => text.replace(/("facts": ?)"[0-9a-f]{64}"/, '$1"…"');

function bounded(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => cut(visible(line)));
  const rest = lines.length - shown.length;
  return rest === 0 ? shown : [...shown, `… ${rest} more lines; the first ${MOST_LINES} are shown`];
}

const cut = (line: string): string => (line.length > MOST_SIGNS ? `${line.slice(0, MOST_SIGNS)}…` : line);
