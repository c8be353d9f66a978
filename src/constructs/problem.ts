import { join, sep } from "node:path";
import type { Problem } from "../schema/problem";

/** A problem as a program that synthesizes sees it: it says which construct it is about, and its stack trace begins in the program. */
export function atSynth(problem: Problem, construct: string): Problem {
  const placed = construct === "" ? problem : problem.with({ reason: `${construct}: ${problem.reason}` });
  placed.stack = withoutOurs(placed.stack);
  return placed;
}

/** Node keeps ten lines of a stack trace, and most would be of this package. */
function withoutOurs(stack: string | undefined): string | undefined {
  const ours = join(__dirname, "..") + sep;
  const isOurs = (line: string) => /^ +at /.test(line) && line.includes(ours);
  return stack
    ?.split("\n")
    .filter((line) => !isOurs(line))
    .join("\n");
}
