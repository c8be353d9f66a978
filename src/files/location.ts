import { once } from "../schema/once";
import { Problem, type ProblemParts } from "../schema/problem";
import type { ProblemCode } from "../schema/problem-codes";

/** A position in a file; counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A location, or a file as a whole. */
export type FilePart = Location | Pick<Location, "file">;

/** The problem of a file, or of a location in it: `connect.lock.json:3:5: …` */
export const fileProblem = (
  code: ProblemCode,
  part: FilePart,
  { path, reason, remedy = "" }: Pick<ProblemParts, "path" | "reason" | "remedy">,
): Problem =>
  new Problem(code, {
    ...(path && { path }),
    reason: `${"line" in part ? `${part.file}:${part.line}:${part.column}` : part.file}: ${reason}`,
    remedy,
    facts: { ...part },
  });

/** Line and column of an offset. The lines are counted at the first call. */
export function locator(text: string, file: string): (offset: number) => Location {
  const startsOf = once(() => [0, ...Array.from(text.matchAll(/\n/g), (end) => end.index + 1)]);
  return (offset) => {
    const starts = startsOf();
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { file, line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}
