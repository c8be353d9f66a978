import { structuredPatch } from "diff";

/** Unchanged lines shown around a change. */
const CONTEXT = 2;
/** The time of a comparison grows with their square, and a report shows 60 lines: 0.7 s for these, 15 s for ten thousand. */
const MOST_EDITS = 2000;

/** The differences between two texts, as lines marked `-` and `+` with some context: for people, not for `patch`. */
export function lineDiff(before: string, after: string): string[] {
  // With an end of its own, the last line is a line like all others.
  const [old, now] = [`${before}\n`, `${after}\n`];
  const patch = structuredPatch("", "", old, now, "", "", { context: CONTEXT, maxEditLength: MOST_EDITS });
  if (patch === undefined) return [`more than ${MOST_EDITS} lines were added or removed`];
  return patch.hunks.flatMap(({ oldStart, lines }) => [`@@ line ${Math.max(oldStart, 1)} @@`, ...lines]);
}
