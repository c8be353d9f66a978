const MissingEngines = require("../../setup/missing-engines.js");

const pending = (title: string, ...ancestorTitles: string[]) => ({ status: "pending", title, ancestorTitles });
const results = {
  testResults: [
    { testResults: [pending("plans", "tofu"), pending("tofu plans"), { ...pending("a", "tofu"), status: "passed" }] },
    { testResults: [pending("plans", "terraform"), pending("installs")] },
  ],
};

/** What is written at the end of a run, and whether it makes the run fail. */
function reportOf(surroundings: { missing: string[]; ci?: boolean }, run = {}) {
  const lines: string[] = [];
  const reporter = new MissingEngines(run, { ci: false, ...surroundings, write: (line: string) => lines.push(line) });
  reporter.onRunComplete(undefined, results);
  return { lines, failed: reporter.getLastError() !== undefined };
}

test("tests of an engine that is missing are counted, and no others", () => {
  const lines = ["Skipped 2 tests: tofu is not in PATH."];
  expect(reportOf({ missing: ["tofu"], ci: true })).toEqual({ lines, failed: false });
  expect(reportOf({ missing: [] })).toEqual({ lines: [], failed: false });
});

test("with no engine at all every skipped test counts, and in CI the run fails", () => {
  const missing = ["terraform", "tofu"];
  const line = "Skipped 4 tests: neither terraform nor tofu is in PATH.";
  expect(reportOf({ missing })).toEqual({ lines: [line], failed: false });
  expect(reportOf({ missing, ci: true })).toEqual({
    lines: [expect.stringContaining(`${line} CI is set`)],
    failed: true,
  });
});

test("a run of chosen titles says nothing of the others", () => {
  expect(reportOf({ missing: ["terraform", "tofu"], ci: true }, { testNamePattern: "plans" }).failed).toBe(false);
});
