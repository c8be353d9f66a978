/** Unchanged lines shown around a change. */
const CONTEXT = 2;

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** The differences between two texts, as lines marked `-` and `+` with some context: for people, not for `patch`. */
export function lineDiff(before: string, after: string): string[] {
  const edits = compare(before.split("\n"), after.split("\n"));
  const near = new Set(
    edits.flatMap(({ sign }, index) =>
      sign === " " ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, step) => index - CONTEXT + step),
    ),
  );
  let number = 0;
  let shown = true;
  return edits.flatMap(({ sign, line }, index) => {
    if (sign !== "+") number += 1;
    const gap = !shown;
    shown = near.has(index);
    if (!shown) return [];
    return [...(gap || index === 0 ? [`@@ line ${Math.max(number, 1)} @@`] : []), `${sign}${line}`];
  });
}

/**
 * Lines that occur once in both texts, in the same order, are the same line; so are their equal neighbours. The files of bootstrap
 * are sorted and nearly every line is unique, so the result is good, and fast for 10,000 products.
 */
function compare(before: readonly string[], after: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let [left, right] = [0, 0];
  const upTo = (leftEnd: number, rightEnd: number) => {
    while (left < leftEnd && right < rightEnd && before[left] === after[right]) {
      edits.push({ sign: " ", line: before[left] as string });
      left += 1;
      right += 1;
    }
    let same = 0;
    while (
      leftEnd - same > left &&
      rightEnd - same > right &&
      before[leftEnd - same - 1] === after[rightEnd - same - 1]
    )
      same += 1;
    for (; left < leftEnd - same; left += 1) edits.push({ sign: "-", line: before[left] as string });
    for (; right < rightEnd - same; right += 1) edits.push({ sign: "+", line: after[right] as string });
    for (; left < leftEnd; left += 1, right += 1) edits.push({ sign: " ", line: before[left] as string });
  };
  for (const [leftAt, rightAt] of longestRising(pairsOf(before, after))) {
    upTo(leftAt, rightAt);
  }
  upTo(before.length, after.length);
  return edits;
}

type Pair = readonly [left: number, right: number];

/** The positions of lines that occur once in both texts. */
function pairsOf(before: readonly string[], after: readonly string[]): Pair[] {
  const [left, right] = [singles(before), singles(after)];
  return [...left].flatMap(([line, at]): Pair[] => {
    const there = right.get(line);
    return at === null || there === undefined || there === null ? [] : [[at, there]];
  });
}

function singles(lines: readonly string[]): Map<string, number | null> {
  const positions = new Map<string, number | null>();
  for (const [index, line] of lines.entries()) positions.set(line, positions.has(line) ? null : index);
  return positions;
}

/** The longest selection of pairs that rises on both sides; the input rises on the left. */
function longestRising(pairs: readonly Pair[]): Pair[] {
  /** for each length, the selection of it that ends lowest: index of its last pair */
  const ends: number[] = [];
  const previous = pairs.map((): number | undefined => undefined);
  for (const [index, [, right]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] as number] as Pair)[1] < right) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  }
  const chosen: Pair[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) chosen.push(pairs[at] as Pair);
  return chosen.reverse();
}
