import { lineDiff } from "../../../src/bootstrap/line-diff";

const text = (...lines: string[]) => lines.join("\n");

test("equal texts have no difference", () => {
  expect(lineDiff("a\nb\n", "a\nb\n")).toEqual([]);
});

test("a changed line is shown with its surroundings, and where it stands", () => {
  expect(lineDiff(text(..."abcdefgh"), text(..."abcdXfgh"))).toEqual([
    "@@ line 3 @@",
    " c",
    " d",
    "-e",
    "+X",
    " f",
    " g",
  ]);
});

test("changes far from each other are two pieces, near ones are one", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const far = lines.map((line, index) => (index === 2 || index === 15 ? `${line}!` : line));
  expect(lineDiff(text(...lines), text(...far)).filter((line) => line.startsWith("@@"))).toEqual([
    "@@ line 1 @@",
    "@@ line 14 @@",
  ]);
  const near = lines.map((line, index) => (index === 2 || index === 5 ? `${line}!` : line));
  expect(lineDiff(text(...lines), text(...near)).filter((line) => line.startsWith("@@"))).toEqual(["@@ line 1 @@"]);
});

test("a new product does not make its neighbours look new, though their last lines are alike", () => {
  const block = (key: string) => [`  "${key}": {`, `    "key": "${key}"`, "  },"];
  const before = text(...block("a"), ...block("c"));
  const after = text(...block("a"), ...block("b"), ...block("c"));
  expect(lineDiff(before, after).filter((line) => /^[-+]/.test(line))).toEqual(block("b").map((line) => `+${line}`));
});

test("nothing to something, and back", () => {
  expect(lineDiff("", "a")).toEqual(["@@ line 1 @@", "-", "+a"]);
  expect(lineDiff("a\nb", "")).toEqual(["@@ line 1 @@", "-a", "-b", "+"]);
});

test("with its pieces put in, the first text becomes the second", () => {
  let seed = 11;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 2000; round++) {
    const letters = "abcdefghijklmnop".slice(0, 2 + next(14));
    const lines = () => Array.from({ length: 1 + next(25) }, () => letters[next(letters.length)] as string);
    const [before, after] = [lines(), lines()];
    expect(patched(before, lineDiff(text(...before), text(...after)))).toEqual(after);
  }
});

test("texts of which almost all differs are not compared line by line", () => {
  const lines = (mark: string) => Array.from({ length: 100_000 }, (_, index) => `${mark}${index}`).join("\n");
  expect(lineDiff(lines("a"), lines("b"))).toEqual(["more than 2000 lines were added or removed"]);
});

/** Puts the pieces of a difference in the place of the lines they speak of. */
function patched(before: readonly string[], diff: readonly string[]): string[] {
  const result: string[] = [];
  let at = 0;
  const take = (line: string) => {
    if (before[at++] !== line) throw new Error(`line ${at} is not ${JSON.stringify(line)}`);
  };
  for (const shown of diff) {
    const start = /^@@ line (\d+) @@$/.exec(shown)?.[1];
    const line = shown.slice(1);
    if (start !== undefined) for (; at < Number(start) - 1; at++) result.push(before[at] as string);
    else {
      if (!shown.startsWith("+")) take(line);
      if (!shown.startsWith("-")) result.push(line);
    }
  }
  return [...result, ...before.slice(at)];
}
