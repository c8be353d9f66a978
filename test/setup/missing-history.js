const { spawnSync } = require("node:child_process");
const { commit } = require("./earlier-commit.json");

/** A shallow clone and an exported tree have no earlier commits. */
const isHere = () =>
  spawnSync("git", ["cat-file", "-e", `${commit}^{commit}`], { cwd: __dirname, stdio: "ignore" }).status === 0;

/** A line at the end of the run about tests that were skipped because they build the package of an earlier commit. */
module.exports = class {
  constructor(run, { here = isHere(), write = console.error } = {}) {
    Object.assign(this, { run, here, write });
  }

  onRunComplete(_, { testResults }) {
    if (this.here || this.run.testNamePattern) return;
    const { length } = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status, ancestorTitles }) => status === "pending" && ancestorTitles[0] === "from an earlier commit");
    if (length === 0) return;
    const tests = length === 1 ? "1 test" : `${length} tests`;
    this.write(
      `Skipped ${tests}: commit ${commit.slice(0, 7)} is not here. A full clone has it: git fetch --unshallow`,
    );
  }
};
