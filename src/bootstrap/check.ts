import { oneLine, printValue } from "../schema/foreign-text";
import { Problem } from "../schema/problem";
import { stableText } from "../schema/stable-text";
import { lineDiff } from "./line-diff";
import { type Mark, readMark, readWritten } from "./mark";
import { visible } from "./one-line";
import { isPage, isReformatted } from "./same-content";

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
  const { form, page, facts, query } = readMark(text) as Mark;
  refuseOtherQuery(file, written.mark.query, query);
  if (isReformatted(written.text, text))
    return { status: "current", note: isPage(text) ? "other expectations, same facts" : "reformatted, same facts" };
  const note =
    written.mark.form !== form || written.mark.page !== page
      ? `written in the form of another version of cdktf-connect (${formOf(written.mark)}; this one writes ${formOf({ form, page })}), so it cannot be compared: write it again`
      : written.mark.facts === facts
        ? "the facts are the same, but the file was edited since it was written"
        : undefined;
  const seen = lineDiff(withoutDigest(written.text), withoutDigest(text));
  return {
    status: "stale",
    ...(note && { note }),
    diff: (seen.length > 0 ? seen : lineDiff(written.text, text)).map((line) => cut(visible(line))),
  };
}

/** `2`, and of a page `2, page 1f8a03c2`. */
const formOf = ({ form, page }: Pick<Mark, "form" | "page">): string =>
  page === undefined ? String(form) : `${form}, page ${page}`;

/** Other products were meant: nothing of the comparison would be about the facts. Throws Problem. */
function refuseOtherQuery(file: string, written: Mark["query"], asked: Mark["query"]): void {
  if (written === undefined || asked === undefined || stableText(written) === stableText(asked)) return;
  throw new Problem("query-differs", {
    reason: `${file} was written with ${optionsOf(written)}, and is checked with ${optionsOf(asked)}.`,
    remedy: "Check it with the options that it was written with; to change them, write it without --check.",
    facts: { file },
  });
}

function optionsOf({ products: { where, expression } }: NonNullable<Mark["query"]>): string {
  const options = [
    ...(where === undefined ? [] : [`--where '${oneLine(stableText(where))}'`]),
    ...(expression === undefined ? [] : [`--expression ${printValue(expression)}`]),
  ];
  return options.length === 0 ? "neither --where nor --expression" : options.join(" ");
}

/** The digest always differs, and does not inform people. */
const withoutDigest = (text: string): string => text.replace(/("facts": ?)"[0-9a-f]{64}"/, '$1"…"');

const cut = (line: string): string => (line.length > MOST_SIGNS ? `${line.slice(0, MOST_SIGNS)}…` : line);
