const MissingHistory = require("../../setup/missing-history.js");

const results = {
  testResults: [
    {
      testResults: [
        { status: "pending", ancestorTitles: ["from an earlier commit"] },
        { status: "pending", ancestorTitles: ["from an earlier commit", "terraform"] },
        { status: "passed", ancestorTitles: ["from an earlier commit"] },
        { status: "pending", ancestorTitles: ["tofu"] },
      ],
    },
  ],
};

function linesOf(here: boolean, run = {}): string[] {
  const lines: string[] = [];
  new MissingHistory(run, { here, write: (line: string) => lines.push(line) }).onRunComplete(undefined, results);
  return lines;
}

test("where the earlier commit is missing, the tests that need it are counted and named", () => {
  expect(linesOf(false)).toEqual([expect.stringMatching(/^Skipped 2 tests: commit 31aabd8 is not here\./)]);
});

test("where it is there, or titles were chosen, nothing is said", () => {
  expect([...linesOf(true), ...linesOf(false, { testNamePattern: "plans" })]).toEqual([]);
});
